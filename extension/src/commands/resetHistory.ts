// Alembic: Reset History (Development Only)...: the whole history as one baseline, after its project's name was typed.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { connectionFor } from './connectionTarget';
import type { Parts } from '../parts';
import { askCommandLine } from '../run/askCommandLine';
import { saveProject } from '../run/saveProject';
import type { ResetAnswer } from '../../../server/src/lsp/protocol';
import { askText } from '../questions';

export async function resetHistory(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const { summary, answer } = target.project;
  const name = basename(summary.folder);
  const typed = await askText({
    title: vscode.l10n.t('Reset History (Development Only)'),
    prompt: vscode.l10n.t(
      '{0} revisions become one. Every database that has run them has to be stamped, and no other branch can stand on them. Type {1}, the name of the folder, to do it.',
      String(answer.revisions.length),
      name,
    ),
    placeHolder: name,
    validateInput: (text) =>
      text === name ? undefined : vscode.l10n.t('This is not {0}. Escape changes nothing.', name),
  });
  if (typed !== name) return;
  const { words, environment } = await parts.connections.access(target.choice);
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: one baseline of the whole history'),
      cancellable: true,
    },
    async (_progress, token) =>
      await askCommandLine(
        parts.commandLine,
        summary,
        ['reset-history', '--json', `--confirm=${name}`, ...words],
        { environment },
        { token },
      ).catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }),
  );
  if (text === undefined) return;
  const reset = JSON.parse(text) as ResetAnswer;
  await vscode.window.showTextDocument(vscode.Uri.file(reset.path), { preview: false });
  await parts.projects.reread();
  const stamp = vscode.l10n.t('Stamp');
  const done = vscode.l10n.t(
    '{0} revisions are one, which makes the same database. The old files are in {1}.',
    String(reset.revisions),
    reset.backup,
  );
  if ((await vscode.window.showInformationMessage(done, stamp)) !== stamp) return;
  await parts.runs.run({ projectId: summary.id, command: 'stamp', target: 'head', options: ['--purge'] });
}
