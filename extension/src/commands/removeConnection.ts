// Alembic: Remove Connection... Takes it out of the settings and forgets its password. The database is not touched.
import * as vscode from 'vscode';
import { savedFor } from './connectionTarget';
import { removeConnection as removeSaved } from '../connections/savedConnections';
import type { Parts } from '../parts';

export async function removeConnection(argument: unknown, { connections }: Parts): Promise<void> {
  const saved = await savedFor(argument, vscode.l10n.t('Remove which connection?'));
  if (saved === undefined) return;
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the connection {0}?', saved.name),
    { modal: true, detail: vscode.l10n.t('Its password is forgotten. The database itself stays as it is.') },
    remove,
  );
  if (answer !== remove) return;
  await removeSaved(saved.name);
  await connections.setPassword(saved.name, undefined);
}
