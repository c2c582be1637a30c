// The SQL preview and the code lenses of a revision.
import { match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openRevision } from './support';

/** The text of the preview once it says something. */
async function previewText(): Promise<string> {
  const find = () =>
    vscode.workspace.textDocuments.find(
      (document) => document.uri.scheme === 'retort-sql' && document.getText() !== '',
    );
  const document = await eventually(
    (listener) =>
      vscode.Disposable.from(
        vscode.workspace.onDidOpenTextDocument(listener),
        vscode.workspace.onDidChangeTextDocument(listener),
      ),
    find,
  );
  return document.getText();
}

describe('preview', () => {
  it('shows the SQL of the open revision', async () => {
    const document = await openRevision('shop', 'create_customers');
    await vscode.commands.executeCommand('retort.previewSql', document.uri);
    match(await previewText(), /CREATE TABLE customers \(\s+id BIGSERIAL NOT NULL/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('puts lenses above the functions of a revision', async () => {
    const document = await openRevision('shop', 'create_orders');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    ok(lenses.some(({ command }) => command?.command === 'retort.previewSql'));
  });
});
