// Alembic: Open Settings: those of this extension.
import * as vscode from 'vscode';
import type { Parts } from '../parts';

export async function openSettings(_argument: unknown, { extensionId }: Parts): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
}
