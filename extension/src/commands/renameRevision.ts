// Alembic: Rename Revision...: another id, in every file that names it and in the name of its file.
import * as vscode from 'vscode';
import { applyAndSave } from './applyAndSave';
import { knownRevision, namesRevision, pickRevision, projectFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import { databaseLabel } from '../projects';
import { saveProject } from '../run/saveProject';
import { askText } from '../questions';

export async function renameRevision(argument: unknown, parts: Parts): Promise<void> {
  const target = await revisionToRename(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const { project, item } = target;
  const newName = await askText({
    title: vscode.l10n.t('Rename Revision {0}', item.revision),
    prompt: vscode.l10n.t('The new id, for every file that names it'),
    value: item.revision,
  });
  if (newName === undefined || newName.trim() === '' || newName.trim() === item.revision) return;
  const answer = await parts.client.request('retort/planRename', {
    projectId: project.summary.id,
    revision: item.revision,
    newName: newName.trim(),
  });
  if (answer.edit === undefined) throw new Error(answer.problem);
  const database = databaseLabel(project) ?? project.summary.name;
  if (answer.isApplied && !(await isWantedAnyway(item.revision, newName.trim(), database))) return;
  const isDone = await applyAndSave(await parts.client.toEdit(answer.edit));
  if (!isDone) throw new Error(vscode.l10n.t('The files have changed meanwhile: nothing was renamed.'));
  // The files are renamed once their text is on disk, so that no unsaved text has to move.
  const renames = new vscode.WorkspaceEdit();
  for (const { from, to } of answer.renames) renames.renameFile(vscode.Uri.parse(from), vscode.Uri.parse(to));
  if (answer.renames.length > 0 && !(await vscode.workspace.applyEdit(renames))) {
    throw new Error(vscode.l10n.t('The id is changed, but its file could not be renamed.'));
  }
}

/** A database that has the revision knows it by its old id. */
async function isWantedAnyway(from: string, to: string, database: string): Promise<boolean> {
  const rename = vscode.l10n.t('Rename');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has the revision {1}.', database, from),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It is unknown there afterwards, until its row in alembic_version says {0} too.',
        to,
      ),
    },
    rename,
  );
  return choice === rename;
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
