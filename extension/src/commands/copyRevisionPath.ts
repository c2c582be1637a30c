// Copy Path of a revision: of a row or the open file, relative to the workspace folder.
import * as vscode from 'vscode';
import { knownRevision } from './target';
import type { Parts } from '../parts';

export async function copyRevisionPath(argument: unknown, { projects }: Parts): Promise<void> {
  const { item } = knownRevision(argument, projects);
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(item.uri), false);
  await vscode.env.clipboard.writeText(path);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', path), 3000);
}
