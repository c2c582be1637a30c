// Alembic: Rebase Branch onto...: re-points the first revision of a branch. The edit is shown before it is applied, and
// a database that has the revision already is named first, because it would not get what is put below it.
import * as vscode from 'vscode';
import { namesRevision, knownRevision, pickRevision, projectFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import { databaseLabel } from '../projects';
import type { RebaseAnswer } from '../../../server/src/lsp/protocol';

export async function rebase(argument: unknown, parts: Parts): Promise<void> {
  const target = await branchToMove(argument, parts);
  if (target === undefined) return;
  const { project, item } = target;
  const onto = await pickRevision(
    project,
    vscode.l10n.t('Put the branch of {0} on which revision?', item.message || item.revision),
    ({ revision }) => revision !== item.revision,
    ({ isHead }) => isHead,
  );
  if (onto === undefined) return;
  const answer = await parts.client.request('retort/planRebase', {
    projectId: project.summary.id,
    revision: item.revision,
    onto: onto.item.revision,
  });
  if (answer.edit === undefined) throw new Error(answer.problem);
  if (answer.isApplied && !(await isWantedAnyway(answer, databaseLabel(project) ?? project.summary.name)))
    return;
  const edit = await parts.client.toEdit(answer.edit);
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
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

async function isWantedAnyway(
  { start, onto, isOntoApplied }: Extract<RebaseAnswer, { readonly problem: undefined }>,
  database: string,
): Promise<boolean> {
  const rebaseAnyway = vscode.l10n.t('Show the Edit');
  const detail = isOntoApplied
    ? vscode.l10n.t('It has {0} as well, so nothing is left out there. Other databases may differ.', onto)
    : vscode.l10n.t(
        'It does not have {0}. After the rebase Alembic takes {0} for applied there and never runs it: downgrade that database below {1} first.',
        onto,
        start,
      );
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has passed {1} already.', database, start),
    { modal: true, detail },
    rebaseAnyway,
  );
  return choice === rebaseAnyway;
}
