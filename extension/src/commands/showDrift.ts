// Alembic: Compare Database with History: what was made by hand, as a list, with the way to a revision.
import * as vscode from 'vscode';
import { connectionFor } from './connectionTarget';
import { askMessage, openInUpgrade } from './newRevisionFile';
import type { Parts } from '../parts';
import { askComparison, showComparison } from '../run/askComparison';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';

export async function showDrift(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const title = vscode.l10n.t('Alembic: comparing {0} with its history', target.choice.label);
  const answer = await askComparison(parts, target, 'drift', title);
  if (answer === undefined) return;
  if (answer.isSame) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} holds what its history makes.', answer.database),
    );
    return;
  }
  await showComparison(parts, target, answer, [
    vscode.l10n.t('{0} compared with the history of {1}', answer.database, target.project.summary.name),
    vscode.l10n.t('+ is in the database only, - in the history only.'),
  ]);
  const write = vscode.l10n.t('Write Revision...');
  const isWritable = answer.differences?.some(({ change }) => change !== 'removed') === true;
  const text = vscode.l10n.t('{0} and its history differ.', answer.database);
  const choice = await vscode.window.showInformationMessage(text, ...(isWritable ? [write] : []));
  if (choice === write) await writeRevision(target, parts);
}

/** The revision for what only the database has. */
async function writeRevision(
  { project, choice }: NonNullable<Awaited<ReturnType<typeof connectionFor>>>,
  parts: Parts,
): Promise<void> {
  const { commandLine, connections } = parts;
  const message = await askMessage('');
  if (message === undefined) return;
  const { words, environment } = await connections.access(choice);
  const made = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: writing what only {0} has', choice.label),
      cancellable: true,
    },
    async (_progress, token) =>
      await author(
        commandLine,
        project.summary,
        { command: 'drift', options: ['--revision', `--message=${message}`, ...words], positionals: [] },
        { environment, token },
      ),
  );
  await openInUpgrade(made, parts);
}
