// Alembic: Copy Revision Id. Of a row, the open file, or a revision picked from the list.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';

export async function copyRevisionId(argument: unknown, parts: Parts): Promise<void> {
  const named = revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const target = named ?? (await pickRevision(project, vscode.l10n.t('Copy the id of which revision?')));
  if (target === undefined) return;
  await vscode.env.clipboard.writeText(target.item.revision);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', target.item.revision), 3000);
}
