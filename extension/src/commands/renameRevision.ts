// Alembic: Rename Revision...: another id, in every file that names it and in the name of its file.
import * as vscode from 'vscode';
import { applyAndSave } from './applyAndSave';
import { knownRevision, namesRevision, pickRevision, projectFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import { saveProject } from '../run/saveProject';

export async function renameRevision(argument: unknown, parts: Parts): Promise<void> {
  const target = await revisionToRename(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const { item } = target;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(item.uri));
  const written = /^revision\b[^=\n]{0,200}=\s{0,80}["']/m.exec(document.getText());
  if (written === null) {
    throw new Error(vscode.l10n.t('The id of {0} is not written as a plain string.', item.revision));
  }
  const newName = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Revision {0}', item.revision),
    prompt: vscode.l10n.t('The new id, for every file that names it'),
    value: item.revision,
    ignoreFocusOut: true,
  });
  if (newName === undefined || newName.trim() === '' || newName.trim() === item.revision) return;
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    document.positionAt(written.index + written[0].length),
    newName.trim(),
  );
  await applyAndSave(edit);
}

async function revisionToRename(argument: unknown, parts: Parts): Promise<RevisionTarget | undefined> {
  if (namesRevision(argument) || parts.projects.atEditor() !== undefined) {
    return knownRevision(argument, parts.projects);
  }
  const project = await projectFor(argument, parts);
  return project === undefined
    ? undefined
    : await pickRevision(project, vscode.l10n.t('Rename which revision?'));
}
