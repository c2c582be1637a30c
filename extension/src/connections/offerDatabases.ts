// Where a command needs a database and none is chosen: says so, with the ways to one.
import * as vscode from 'vscode';
import type { CommandId } from '../commandTable';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** Resolves when the person has clicked or closed the message. What needed the database is to be called again. */
export async function offerDatabases({ name }: Pick<ProjectSummary, 'name'>): Promise<void> {
  const ways: readonly (vscode.MessageItem & { readonly command: CommandId })[] = [
    { title: vscode.l10n.t('Use the Embedded Database'), command: 'retort.useEmbeddedDatabase' },
    { title: vscode.l10n.t('Select Connection...'), command: 'retort.selectConnection' },
  ];
  const text = vscode.l10n.t('No database is chosen for {0}.', name);
  const way = await vscode.window.showInformationMessage(text, ...ways);
  if (way !== undefined) await vscode.commands.executeCommand(way.command);
}
