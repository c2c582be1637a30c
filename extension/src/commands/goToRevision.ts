// Go to Parent Revision and Go to Child Revision: the file below or above in the history, a choice where there are several.
import * as vscode from 'vscode';
import { knownRevision, openRevisionFile, pickRevision, type RevisionTarget } from './target';
import type { Parts } from '../parts';

export async function goToParentRevision(argument: unknown, parts: Parts): Promise<void> {
  const target = knownRevision(argument, parts.projects);
  const parents = new Set(target.item.downRevisions);
  const found = await choose(
    target,
    ({ revision }) => parents.has(revision),
    vscode.l10n.t('Go to which parent?'),
  );
  if (found === 'none') {
    const text =
      parents.size === 0
        ? vscode.l10n.t('{0} is the first revision.', target.item.revision)
        : vscode.l10n.t('No file declares {0}.', [...parents].join(', '));
    void vscode.window.showInformationMessage(text);
  } else if (found !== undefined) await openRevisionFile(found.item);
}

export async function goToChildRevision(argument: unknown, parts: Parts): Promise<void> {
  const target = knownRevision(argument, parts.projects);
  const { revision } = target.item;
  const found = await choose(
    target,
    ({ downRevisions }) => downRevisions.includes(revision),
    vscode.l10n.t('Go to which child?'),
  );
  if (found === 'none') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is a head: nothing stands on it.', revision),
    );
  } else if (found !== undefined) await openRevisionFile(found.item);
}

async function choose(
  { project }: RevisionTarget,
  accept: (item: RevisionTarget['item']) => boolean,
  placeholder: string,
): Promise<RevisionTarget | 'none' | undefined> {
  const [first, ...others] = project.answer.revisions.filter(accept);
  if (first === undefined) return 'none';
  return others.length === 0 ? { project, item: first } : await pickRevision(project, placeholder, accept);
}
