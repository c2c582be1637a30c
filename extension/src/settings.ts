// Reads the user's settings. The language server asks for its own (retort.lint, retort.codeLens) over the protocol.
import * as vscode from 'vscode';

const DATABASE = /^(embedded|env:[A-Za-z_][A-Za-z0-9_]*)$/;

/**
 * The database named in the user's own settings, or undefined when the project decides. A workspace value is not
 * looked at: a repository must not be able to point a run at another database.
 */
export function databaseSetting(): string | undefined {
  const value = vscode.workspace.getConfiguration('retort').inspect<unknown>('database')?.globalValue;
  return typeof value === 'string' && DATABASE.test(value) ? value : undefined;
}
