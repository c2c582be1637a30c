// Where a command needs a database and none is chosen: says so, with the ways to one, or that the project cannot be read.
import * as vscode from 'vscode';
import type { CommandId } from '../commandTable';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** Resolves when the person has clicked or closed the message. What needed the database is to be called again. */
export async function offerDatabases({
  name,
  problem,
}: Pick<ProjectSummary, 'name' | 'problem'>): Promise<void> {
  // A database would help nobody as long as the revisions are not known.
  const ways: readonly (vscode.MessageItem & { readonly command: CommandId })[] =
    problem === undefined
      ? [
          { title: vscode.l10n.t('Use the Embedded Database'), command: 'retort.useEmbeddedDatabase' },
          { title: vscode.l10n.t('Select Connection...'), command: 'retort.selectConnection' },
        ]
      : [{ title: vscode.l10n.t('Show the Problem'), command: 'retort.openConfiguration' }];
  const text =
    problem === undefined
      ? vscode.l10n.t('No database is chosen for {0}.', name)
      : vscode.l10n.t('{0} cannot be read: {1}', name, problem.message);
  const way = await vscode.window.showInformationMessage(text, ...ways);
  if (way !== undefined) await vscode.commands.executeCommand(way.command);
}
