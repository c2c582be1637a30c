// A run uses what is on disk, so unsaved files of the project are saved first, with consent.
import * as vscode from 'vscode';
import type { ProjectState } from '../projects';

/** True when nothing of the project is unsaved any more; false when the person wants to stop. */
export async function saveProject(project: ProjectState): Promise<boolean> {
  const folders = [project.summary.folder, ...project.summary.versionFolders].map((folder) =>
    vscode.Uri.file(folder),
  );
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && folders.some((folder) => isInside(uri, folder)),
  );
  if (unsaved.length === 0) return true;
  const save = vscode.l10n.t('Save and Continue');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Not saved: {0}',
      unsaved.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join(', '),
    ),
    { modal: true, detail: vscode.l10n.t('A run uses the files as they are on disk.') },
    save,
  );
  if (choice !== save) return false;
  const saved = await Promise.all(unsaved.map((document) => document.save()));
  return saved.every(Boolean);
}

function isInside(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.path.startsWith(folder.path.endsWith('/') ? folder.path : `${folder.path}/`);
}
