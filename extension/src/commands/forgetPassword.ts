// Alembic: Forget Password... Takes a password out of the editor's secret storage.
import * as vscode from 'vscode';
import { savedFor } from './connectionTarget';
import type { Parts } from '../parts';

export async function forgetPassword(argument: unknown, { connections }: Parts): Promise<void> {
  const saved = await savedFor(argument, vscode.l10n.t('Forget the password of which connection?'));
  if (saved === undefined) return;
  await connections.setPassword(saved.name, undefined);
  vscode.window.setStatusBarMessage(vscode.l10n.t('The password of {0} is forgotten', saved.name), 3000);
}
