// Alembic: Add Connection... Saves a database under a name and chooses it for the project.
import * as vscode from 'vscode';
import { askConnection } from './connectionForm';
import { projectFor } from './target';
import { saveConnection } from '../connections/savedConnections';
import type { Parts } from '../parts';

export async function addConnection(argument: unknown, parts: Parts): Promise<void> {
  const answers = await askConnection(vscode.l10n.t('Add Connection'), undefined);
  if (answers === undefined) return;
  const { connection, password } = answers;
  await parts.connections.setPassword(connection.name, password);
  await saveConnection(connection, undefined);
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const choice = parts.connections.all(project.summary).find(({ key }) => key === `saved:${connection.name}`);
  if (choice === undefined) return;
  await parts.connections.choose(project.summary, choice);
  const test = vscode.l10n.t('Test Connection');
  const text = vscode.l10n.t('{0} works on {1} from here on.', project.summary.name, connection.name);
  void vscode.window.showInformationMessage(text, test).then(async (picked) => {
    if (picked === test) await vscode.commands.executeCommand('retort.testConnection');
  });
}
