// What the commands that make a revision share: asking for its message, and opening the file where the work begins.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { askText } from '../questions';

/** The message; undefined when the person closes the box. */
export async function askMessage(value: string): Promise<string | undefined> {
  const message = await askText({
    title: vscode.l10n.t('New Revision'),
    prompt: vscode.l10n.t(
      'What does the revision do? The words become its message and part of its file name.',
    ),
    value,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('A few words: others find the revision by them.') : undefined,
  });
  return message?.trim();
}

/** Takes the new files into the history, and opens the first of them with the cursor on the body of upgrade(). */
export async function openInUpgrade([uri]: readonly vscode.Uri[], { projects }: Parts): Promise<void> {
  if (uri === undefined) return;
  await projects.reread();
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = bodyOfUpgrade(document);
  await vscode.window.showTextDocument(document, { preview: false, selection });
}

/** The `pass` to write over, else where the first statement of upgrade() begins. */
function bodyOfUpgrade(document: vscode.TextDocument): vscode.Range {
  const text = document.getText();
  const head = /^def upgrade\b[^\n]*/m.exec(text);
  if (head === null) return new vscode.Range(0, 0, 0, 0);
  const behind = head.index + head[0].length;
  const [before = '', pass] =
    /^\s*(?:"""[^"\n]*"""\s*)?(?:#[^\n]*\n\s*)*(pass\b)?/.exec(text.slice(behind)) ?? [];
  const end = behind + before.length;
  return new vscode.Range(document.positionAt(end - (pass?.length ?? 0)), document.positionAt(end));
}
