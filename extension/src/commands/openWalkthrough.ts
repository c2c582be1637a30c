// Alembic: Open Walkthrough: the first steps, with pictures.
import * as vscode from 'vscode';
import type { Parts } from '../parts';

export async function openWalkthrough(_argument: unknown, { extensionId }: Parts): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    `${extensionId}#retort.start`,
    false,
  );
}
