// Alembic: Stamp... Sets what the database says of itself, without running a revision.
import * as vscode from 'vscode';
import { projectFor, revisionFor } from './target';
import type { Parts } from '../parts';
import { describeRevision } from '../views/revisionNodes';

export async function stamp(argument: unknown, parts: Parts): Promise<void> {
  const named = argument === undefined ? undefined : revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const rows = [
    ...project.answer.revisions.map((item) => ({
      label: item.message || item.revision,
      description: describeRevision(item, vscode.l10n),
      target: item.revision,
    })),
    {
      label: vscode.l10n.t('base'),
      description: vscode.l10n.t('As if nothing had been applied'),
      target: 'base',
    },
  ];
  const placeHolder = vscode.l10n.t('Stamp with which revision? No revision is run.');
  const options = { placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  const target = named?.item.revision ?? (await vscode.window.showQuickPick(rows, options))?.target;
  if (target !== undefined) await parts.runs.run({ projectId: project.summary.id, command: 'stamp', target });
}
