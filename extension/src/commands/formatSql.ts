// Alembic: Format SQL String. The string at the cursor, where PostgreSQL's parser reads the result as the same statements.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { shown } from '../settings';

export async function formatSql(_argument: unknown, { client }: Parts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error(vscode.l10n.t('Open a revision file first.'));
  const { document, selection } = editor;
  const keywordCase = shown<string>('format.keywordCase', 'preserve');
  const answer = await client.request('retort/formatSql', {
    uri: document.uri.toString(),
    position: { line: selection.active.line, character: selection.active.character },
    keywordCase: keywordCase === 'upper' || keywordCase === 'lower' ? keywordCase : 'preserve',
    indent: shown<number>('format.indent', 2),
  });
  if (answer.problem !== undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The SQL was left as it is: {0}.', answer.problem),
    );
    return;
  }
  if (answer.edit !== undefined) await vscode.workspace.applyEdit(await client.toEdit(answer.edit));
}
