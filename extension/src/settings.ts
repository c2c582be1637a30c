// Reads the user's settings. The language server asks for its own (retort.lint, retort.codeLens) over the protocol.
import * as vscode from 'vscode';

const DATABASE = /^(embedded|env:[A-Za-z_][A-Za-z0-9_]*)$/;

/**
 * A setting of the user alone. Workspace values are not looked at, whatever scope VS Code applies: a repository must not be
 * able to name a database, a file or a program.
 */
function userValue(name: string): unknown {
  return vscode.workspace.getConfiguration('retort').inspect<unknown>(name)?.globalValue;
}

/** The database named in the user's own settings, or undefined when the project decides. */
export function databaseSetting(): string | undefined {
  const value = userValue('database');
  return typeof value === 'string' && DATABASE.test(value) ? value : undefined;
}

/** The .env file that connections of the form `env:NAME` are looked up in; relative to the project. */
export function envFileSetting(): string | undefined {
  const value = userValue('envFile');
  return typeof value === 'string' && value !== '' && !value.startsWith('-') ? value : undefined;
}

/** The words that start the user's Alembic; undefined when it is to be found. */
export function alembicCommand(): readonly string[] | undefined {
  return words(userValue('command'));
}

/** What runs after a successful upgrade, as an argument list. */
export function afterUpgradeCommand(): readonly string[] | undefined {
  return words(userValue('afterUpgrade'));
}

/** Patterns of hosts whose databases are protected, whatever names them. */
export function protectedHosts(): readonly string[] {
  const value = userValue('protectedHosts');
  return Array.isArray(value) ? value.filter((pattern) => typeof pattern === 'string') : [];
}

export type RunnerSetting = 'auto' | 'native' | 'alembic';

export function runnerSetting(): RunnerSetting {
  const value = userValue('runner');
  return value === 'native' || value === 'alembic' ? value : 'auto';
}

/** The options of a run that come from settings; nothing for what has its default. */
export function runWords(): readonly string[] {
  const runner = runnerSetting();
  return [
    ...(runner === 'auto' ? [] : ['--runner', runner]),
    ...backupWords(userValue('backup')),
    ...seconds('--lock-timeout', userValue('lockTimeout')),
    ...seconds('--statement-timeout', userValue('statementTimeout')),
  ];
}

function backupWords(value: unknown): readonly string[] {
  if (value === 'always') return ['--backup'];
  return value === 'never' ? ['--no-backup'] : [];
}

function seconds(option: string, value: unknown): readonly string[] {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? [option, String(value)] : [];
}

function words(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((word): word is string => typeof word === 'string' && !word.includes('\0'))
    ? value
    : undefined;
}
