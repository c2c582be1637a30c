// Alembic: Set Password... Keeps the password of a saved connection in the editor's secret storage.
import * as vscode from 'vscode';
import { askPassword } from './connectionForm';
import { savedFor } from './connectionTarget';
import type { Parts } from '../parts';

export async function setPassword(argument: unknown, { connections }: Parts): Promise<void> {
  const saved = await savedFor(argument, vscode.l10n.t('Password of which connection?'));
  if (saved === undefined) return;
  const password = await askPassword(vscode.l10n.t('Password of {0}', saved.name), saved);
  if (password !== undefined && password !== '') await connections.setPassword(saved.name, password);
}
