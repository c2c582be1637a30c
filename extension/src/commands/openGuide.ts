// Alembic: Open Guide: what can be done, by task. The documents lie in the extension and lead to one another.
import * as vscode from 'vscode';
import type { Parts } from '../parts';

export async function openGuide(_argument: unknown, { extensionUri }: Parts): Promise<void> {
  await showPage(guidePage(extensionUri, 'guide.md'));
}

/** A file or folder among the documents. */
export function guidePage(extensionUri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'guide', name);
}

/** Shows a document laid out; without VS Code's own Markdown extension it is still a text. */
export async function showPage(page: vscode.Uri): Promise<void> {
  await vscode.commands
    .executeCommand('markdown.showPreview', page)
    .then(undefined, () => vscode.commands.executeCommand('vscode.open', page));
}
