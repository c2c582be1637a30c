// Alembic: Restore Revision from Git...: brings a revision file back that is gone from the project, by the command line.
import * as vscode from 'vscode';
import { checkReadable, projectFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { restore } from '../run/authoring';
import { pickOne } from '../questions';

export async function restoreRevision(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  checkReadable(project);
  const named = (argument as { readonly revision?: unknown } | undefined)?.revision;
  const revision = typeof named === 'string' ? named : await pick(project);
  if (revision === undefined) return;
  const title = vscode.l10n.t('Looking for {0} in git...', revision);
  const restored = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) => restore(parts.commandLine, project.summary, revision, token),
  );
  if (restored === undefined) return;
  await parts.projects.reread();
  await vscode.window.showTextDocument(restored.uri, { preview: false });
  const text = vscode.l10n.t('Restored {0} from {1}.', revision, restored.from);
  void vscode.window.showInformationMessage(restored.note === '' ? text : `${text} ${restored.note}`);
}

/** What a file names as its parent, or the database has, and no file declares. */
function missingRevisions({ answer }: ProjectState): readonly string[] {
  const known = new Set(answer.revisions.map(({ revision }) => revision));
  const named = answer.revisions.flatMap(({ downRevisions }) => downRevisions);
  return [...new Set([...named, ...answer.missing])].filter((id) => id !== '' && !known.has(id));
}

async function pick(project: ProjectState): Promise<string | undefined> {
  const missing = missingRevisions(project);
  if (missing.length === 0) {
    const text = vscode.l10n.t('No revision of {0} is missing.', project.summary.name);
    void vscode.window.showInformationMessage(text);
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Restore which revision from git?');
  const rows = missing.map((label) => ({ label }));
  return (await pickOne(rows, { placeHolder }))?.label;
}
