// Alembic: Rebase Branch onto...: re-points the first revision of a branch. What moves is said before it does,
// and a database that has the revision already, because it would not get what is put below it.
import * as vscode from 'vscode';
import { applyAndSave } from './applyAndSave';
import { namesRevision, knownRevision, pickRevision, projectFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import { databaseLabel, type ProjectState } from '../projects';
import { saveProject } from '../run/saveProject';
import type { RebaseAnswer } from '../../../server/src/lsp/protocol';

type PlannedRebase = Extract<RebaseAnswer, { readonly problem: undefined }>;

export async function rebase(argument: unknown, parts: Parts): Promise<void> {
  const target = await branchToMove(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const { project, item } = target;
  const onto =
    namedOnto(argument, project) ??
    (await pickRevision(
      project,
      vscode.l10n.t('Put the branch of {0} on which revision?', item.message || item.revision),
      ({ revision }) => revision !== item.revision,
      ({ isHead }) => isHead,
    ));
  if (onto === undefined) return;
  const answer = await parts.client.request('retort/planRebase', {
    projectId: project.summary.id,
    revision: item.revision,
    onto: onto.item.revision,
  });
  if (answer.edit === undefined) throw new Error(answer.problem);
  const choice = await confirm(answer, databaseLabel(project) ?? project.summary.name);
  if (choice === undefined) return;
  const edit = await parts.client.toEdit(choice === 'apply' ? answer.edit : answer.preview);
  // The preview ends without an edit when nothing is ticked, which is a choice and no failure.
  if (!(await applyAndSave(edit)) && choice === 'apply') {
    throw new Error(vscode.l10n.t('The file has changed meanwhile: nothing was rebased.'));
  }
}

/** The revision to put it on where the caller has chosen it already, as the graph does. */
function namedOnto(argument: unknown, project: ProjectState): RevisionTarget | undefined {
  const { onto } = (argument ?? {}) as { readonly onto?: unknown };
  const item = project.answer.revisions.find(({ revision }) => revision === onto);
  return item === undefined ? undefined : { project, item };
}

/** The row or file it was called on; else a head that is picked. */
async function branchToMove(argument: unknown, parts: Parts): Promise<RevisionTarget | undefined> {
  if (namesRevision(argument)) return knownRevision(argument, parts.projects);
  const project = await projectFor(argument, parts);
  if (project === undefined) return undefined;
  const { heads, revisions } = project.answer;
  const only = heads.length === 1 ? revisions.find(({ isHead }) => isHead) : undefined;
  if (only !== undefined) return { project, item: only };
  return await pickRevision(project, vscode.l10n.t('Rebase which branch?'), ({ isHead }) => isHead);
}

/** Says what moves where, and that a database has passed it where one has. */
async function confirm(plan: PlannedRebase, database: string): Promise<'apply' | 'preview' | undefined> {
  const { start, parents, onto } = plan;
  const rebaseNow = vscode.l10n.t('Rebase');
  const preview = vscode.l10n.t('Preview the Edit');
  const before = parents.length === 0 ? vscode.l10n.t('base') : parents.join(', ');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Put {0}, and all that stands on it, on {1} instead of {2}?', start, onto, before),
    { modal: true, detail: consequences(plan, database) },
    rebaseNow,
    preview,
  );
  if (choice === undefined) return undefined;
  return choice === rebaseNow ? 'apply' : 'preview';
}

function consequences({ start, onto, isApplied, isOntoApplied }: PlannedRebase, database: string): string {
  if (!isApplied) {
    return vscode.l10n.t(
      'A database that has {0} already does not get what is put below it. No known database has it.',
      start,
    );
  }
  return isOntoApplied
    ? vscode.l10n.t('{0} has passed both {1} and {2}: nothing is left out there.', database, start, onto)
    : vscode.l10n.t(
        '{0} has passed {1} already and does not have {2}. After the rebase Alembic takes {2} for applied there and never runs it: downgrade that database below {1} first.',
        database,
        start,
        onto,
      );
}
