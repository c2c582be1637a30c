// Alembic: Merge Heads... and Merge with...: a revision that joins branches, written by the command line.
import * as vscode from 'vscode';
import { askMessage, openInUpgrade } from './newRevisionFile';
import { checkReadable, knownRevision, pickRevisions, projectFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';
import { unjoinedHeads } from '../views/revisionNodes';
import type { RevisionItem } from '../../../server/src/lsp/protocol';
import { askOptions, branchLabelRow, revisionIdRow } from './optionRows';

export async function mergeHeads(argument: unknown, parts: Parts): Promise<void> {
  await mergeOf(argument, parts, () => Promise.resolve([]));
}

/** Every option of `alembic merge`, ticked in a list and asked for one by one. */
export async function mergeHeadsWithOptions(argument: unknown, parts: Parts): Promise<void> {
  await mergeOf(
    argument,
    parts,
    async (project) => await askOptions([branchLabelRow(), revisionIdRow()], project),
  );
}

async function mergeOf(
  argument: unknown,
  parts: Parts,
  ask: (project: ProjectState) => Promise<readonly string[] | undefined>,
): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  checkReadable(project);
  const { heads } = project.answer;
  if (heads.length < 2) {
    const text = vscode.l10n.t(
      'There is nothing to merge: the history of {0} has one head.',
      project.summary.name,
    );
    void vscode.window.showInformationMessage(text);
    return;
  }
  if (!(await saveProject(project))) return;
  const unjoined = new Set(unjoinedHeads(project.answer).map(({ revision }) => revision));
  const chosen =
    heads.length === 2
      ? heads
      : (
          await pickRevisions(
            project,
            vscode.l10n.t('Merge which heads?'),
            ({ isHead }) => isHead,
            ({ revision }) => unjoined.has(revision),
          )
        )?.map(({ revision }) => revision);
  if (chosen === undefined) return;
  const options = await ask(project);
  if (options !== undefined) await merge(parts, project, chosen, options);
}

export async function mergeWith(argument: unknown, parts: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, parts.projects);
  if (!item.isHead) {
    throw new Error(vscode.l10n.t('{0} is no head: only heads are merged.', item.revision));
  }
  if (!(await saveProject(project))) return;
  const named = otherHeads(argument, project, item.revision);
  const others =
    named.length > 0
      ? named
      : await pickRevisions(
          project,
          vscode.l10n.t('Merge {0} with which heads?', item.revision),
          ({ isHead, revision }) => isHead && revision !== item.revision,
        );
  if (others === undefined || others.length === 0) return;
  await merge(parts, project, [item.revision, ...others.map(({ revision }) => revision)], []);
}

/** The heads that the caller has chosen already, as the graph does; arguments may come from anywhere. */
function otherHeads(argument: unknown, { answer }: ProjectState, own: string): readonly RevisionItem[] {
  const { others } = (argument ?? {}) as { readonly others?: unknown };
  if (!Array.isArray(others)) return [];
  return answer.revisions.filter(
    ({ isHead, revision }) => isHead && revision !== own && others.includes(revision),
  );
}

async function merge(
  parts: Parts,
  { summary }: ProjectState,
  revisions: readonly string[],
  options: readonly string[],
): Promise<void> {
  if (revisions.length < 2) throw new Error(vscode.l10n.t('Choose at least two heads.'));
  const message = await askMessage(vscode.l10n.t('merge {0}', revisions.join(' and ')));
  if (message === undefined) return;
  const all = [`--message=${message}`, ...options];
  const words = { command: 'merge' as const, options: all, positionals: revisions };
  await openInUpgrade(await author(parts.commandLine, summary, words), parts);
}
