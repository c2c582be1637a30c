// Alembic: Upgrade to Head. With several heads it asks which.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function upgradeToHead(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { heads } = project.answer;
  const target = heads.length > 1 ? await pickHeads(heads) : 'head';
  if (target !== undefined)
    await parts.runs.run({ projectId: project.summary.id, command: 'upgrade', target });
}

async function pickHeads(heads: readonly string[]): Promise<string | undefined> {
  const all = { label: vscode.l10n.t('All heads'), target: 'heads' };
  const rows = [all, ...heads.map((head) => ({ label: head, target: head }))];
  const placeHolder = vscode.l10n.t('The history has {0} heads: upgrade to which?', String(heads.length));
  return (await vscode.window.showQuickPick(rows, { placeHolder, ignoreFocusOut: true }))?.target;
}
