// Alembic: Edit Connection... Asks the same questions as for a new one, answered with what is saved.
import * as vscode from 'vscode';
import { askConnection } from './connectionForm';
import { savedFor } from './connectionTarget';
import { saveConnection } from '../connections/savedConnections';
import type { Parts } from '../parts';

export async function editConnection(argument: unknown, { connections, projects }: Parts): Promise<void> {
  const saved = await savedFor(argument, vscode.l10n.t('Edit which connection?'));
  if (saved === undefined) return;
  const answers = await askConnection(vscode.l10n.t('Edit {0}', saved.name), saved);
  if (answers === undefined) return;
  const { connection } = answers;
  const users = projects.all.filter(({ choice }) => choice?.saved?.name === saved.name);
  const password = answers.password ?? (await connections.password(saved.name));
  await saveConnection(connection, saved.name);
  if (connection.name !== saved.name) await connections.setPassword(saved.name, undefined);
  await connections.setPassword(connection.name, password);
  for (const { summary } of users) {
    const choice = connections.all(summary).find(({ key }) => key === `saved:${connection.name}`);
    await connections.choose(summary, choice);
  }
}
