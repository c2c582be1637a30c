// Alembic: Show Current. Asks the database and says where it stands; its message leads to the whole entries.
import * as vscode from 'vscode';
import { projectFor } from './target';
import { offerDatabases } from '../connections/offerDatabases';
import type { Parts } from '../parts';
import { databaseLabel, pendingCount, type ProjectState } from '../projects';
import { askCommandLine } from '../run/askCommandLine';

export async function showCurrent(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  if (project.choice === undefined) {
    await offerDatabases(project.summary);
    return;
  }
  const { id } = project.summary;
  const isAnswered = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: asking the database'),
      cancellable: true,
    },
    async (_progress, token) => {
      await parts.projects.askDatabase(id, token);
      return !token.isCancellationRequested;
    },
  );
  if (!isAnswered) return;
  const state = parts.projects.byId(id);
  if (state === undefined) return;
  const label = databaseLabel(state) ?? '';
  if (state.database.kind === 'failed') {
    throw new Error(`${label}: ${state.database.message}`);
  }
  if (state.database.kind !== 'known') return;
  const names = state.database.current.map((revision) => {
    const item = state.answer.revisions.find((candidate) => candidate.revision === revision);
    return item?.message ? `${revision} (${item.message})` : revision;
  });
  const place = names.length === 0 ? vscode.l10n.t('base') : names.join(', ');
  const pending = String(pendingCount(state) ?? 0);
  const whole = vscode.l10n.t('Whole Entries');
  const text = vscode.l10n.t('{0} stands at {1}. Pending: {2}.', label, place, pending);
  if ((await vscode.window.showInformationMessage(text, whole)) === whole) await showEntries(state, parts);
}

/** What `alembic current --verbose` prints. */
async function showEntries(
  { summary, choice }: ProjectState,
  { commandLine, connections, listings }: Parts,
): Promise<void> {
  const access = await connections.access(choice);
  const words = ['current', '--verbose', ...access.words];
  const text = await askCommandLine(commandLine, summary, words, access);
  await listings.show(`${summary.name} current.txt`, text);
}
