// Alembic: Use the Embedded Database. Writes `[tool.retort] database = "embedded"` into the project's pyproject.toml.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';

const TABLE = /^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*retort[ \t]*\]/m;

export async function useEmbeddedDatabase(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const uri = vscode.Uri.joinPath(vscode.Uri.file(project.summary.folder), 'pyproject.toml');
  const document = await openOrCreate(uri);
  const text = document.getText();
  const found = TABLE.exec(text);
  if (found !== null && /^[ \t]*database[ \t]*=/m.test(tableBody(text, found.index + found[0].length))) {
    const position = document.positionAt(found.index);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
    void vscode.window.showInformationMessage(
      vscode.l10n.t('[tool.retort] names a database already: change it here.'),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const line = found === null ? document.lineCount : document.positionAt(found.index).line;
  if (found === null) {
    const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
    edit.insert(uri, document.positionAt(text.length), `${gap}[tool.retort]\ndatabase = "embedded"\n`);
  } else {
    edit.insert(uri, document.positionAt(found.index + found[0].length), '\ndatabase = "embedded"');
  }
  await vscode.workspace.applyEdit(edit);
  await document.save();
  const added = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(document, { preview: true, selection: added });
}

function tableBody(text: string, start: number): string {
  const end = text.indexOf('\n[', start);
  return text.slice(start, end < 0 ? text.length : end);
}

async function openOrCreate(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  return await vscode.workspace.openTextDocument(uri);
}
