// Applies an edit over several files and saves what it changed, so that disk and editor agree and Alembic sees it.
// Documents with changes of their own are left to the person.
import * as vscode from 'vscode';

/** True when the edit was applied. */
export async function applyAndSave(edit: vscode.WorkspaceEdit): Promise<boolean> {
  const isChanged = ({ isDirty, uri }: vscode.TextDocument) => isDirty && uri.scheme === 'file';
  const before = new Set(vscode.workspace.textDocuments.filter(isChanged));
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  for (const document of vscode.workspace.textDocuments.filter(isChanged)) {
    if (!before.has(document)) await document.save();
  }
  return true;
}
