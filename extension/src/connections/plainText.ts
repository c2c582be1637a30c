// The question before a session that others on the way can read. Until it is answered, no such session is opened.
import * as vscode from 'vscode';
import type { Connections, DatabaseChoice } from './connections';
import { NOT_ENCRYPTED } from '../../../server/src/lsp/protocol';

const asking = new Set<string>();

/** True when `message` is the refusal of such a session; then the user is asked, once at a time for each database. */
export function askedAboutPlainText(
  message: string,
  choice: DatabaseChoice,
  connections: Connections,
): boolean {
  if (!message.includes(NOT_ENCRYPTED)) return false;
  if (!asking.has(choice.key)) {
    asking.add(choice.key);
    void ask(message, choice, connections).finally(() => asking.delete(choice.key));
  }
  return true;
}

async function ask(message: string, choice: DatabaseChoice, connections: Connections): Promise<void> {
  const connect = vscode.l10n.t('Connect Unencrypted');
  const edit = vscode.l10n.t('Edit Connection...');
  const words = choice.saved === undefined ? [connect] : [edit, connect];
  const picked = await vscode.window.showWarningMessage(`${choice.label}: ${message}`, ...words);
  if (picked === connect) await connections.agreeToPlainText(choice);
  if (picked === edit) {
    await vscode.commands.executeCommand('retort.editConnection', { choice });
  }
}
