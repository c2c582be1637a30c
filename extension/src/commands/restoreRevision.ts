// Alembic: Restore Revision from Git: a revision that a database has and no file declares; the command line looks for the file.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { askCommandLine } from '../run/askCommandLine';
import { isSafeTarget } from '../run/safeTarget';

export async function restoreRevision(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { missing } = project.answer;
  const named = missing.find((revision) => revision === revisionOf(argument));
  const revision =
    named ??
    (await vscode.window.showQuickPick([...missing], {
      placeHolder:
        missing.length === 0
          ? vscode.l10n.t('No revision is missing')
          : vscode.l10n.t('Bring which missing revision back from git?'),
    }));
  if (revision === undefined || !isSafeTarget(revision)) return;
  const { folder } = project.summary;
  const said = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: looking for {0} in git', revision),
      cancellable: true,
    },
    async (_progress, token) =>
      await askCommandLine(
        parts.commandLine,
        project.summary,
        ['restore-revision', '--', revision],
        { environment: {} },
        { token },
      ),
  );
  const [, file] = /^restored (.+) from /m.exec(said) ?? [];
  await parts.projects.refresh();
  if (file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path.resolve(folder, file)));
}

function revisionOf(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'revision' in argument
    ? argument.revision
    : undefined;
}
