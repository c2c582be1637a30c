// Alembic: Upgrade to Head. With several heads it asks which.
import * as vscode from 'vscode';
import { revisionRow } from './revisionRow';
import { projectFor } from './target';
import type { Parts } from '../parts';
import type { RevisionItem } from '../../../server/src/lsp/protocol';
import { pickOne } from '../questions';

export async function upgradeToHead(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { heads, revisions } = project.answer;
  const target = heads.length > 1 ? await pickHeads(revisions.filter(({ isHead }) => isHead)) : 'head';
  if (target !== undefined)
    await parts.runs.run({ projectId: project.summary.id, command: 'upgrade', target });
}

async function pickHeads(heads: readonly RevisionItem[]): Promise<string | undefined> {
  const all = { label: vscode.l10n.t('All heads'), target: 'heads' };
  const rows = [all, ...heads.map((head) => ({ ...revisionRow(head), target: head.revision }))];
  const placeHolder = vscode.l10n.t('The history has {0} heads: upgrade to which?', String(heads.length));
  return (await pickOne(rows, { placeHolder, matchOnDescription: true }))?.target;
}
