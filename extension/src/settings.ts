// Reads the user's settings. The language server asks for its own (retort.lint, retort.codeLens) over the protocol.
import { isAbsolute } from 'node:path';
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

/** The interpreter that has the project's Alembic, where the user names one. */
export function pythonPath(): string | undefined {
  const value = userValue('pythonPath');
  return typeof value === 'string' && isAbsolute(value) && !value.includes('\0') ? value : undefined;
}

/** Options of the command line that stand before every command: the `-x` arguments of the user. */
export function globalWords(): readonly string[] {
  const value = userValue('xArguments');
  if (!Array.isArray(value)) return [];
  return value
    .filter((argument): argument is string => typeof argument === 'string' && /^[^=-][^=\0]*=/.test(argument))
    .flatMap((argument) => ['-x', argument]);
}

/** The options of verify that come from settings. */
export function verifyWords(): readonly string[] {
  const scratch = userValue('verify.scratch');
  return [
    ...(shown<string>('verify.seed', 'none') === 'auto' ? ['--seed', 'auto'] : []),
    ...(typeof scratch === 'string' && scratch.startsWith('env:') && DATABASE.test(scratch)
      ? ['--scratch', scratch]
      : []),
  ];
}

/** A setting that only decides what is shown, and where; of any scope. A value of another type counts as not set. */
export function shown<T extends string | number>(name: ShownSetting, usual: T): T {
  const value = vscode.workspace.getConfiguration('retort').get<unknown>(name);
  return typeof value === typeof usual ? (value as T) : usual;
}

/** True unless it is set to false. */
export function isShown(name: ShownSetting): boolean {
  return vscode.workspace.getConfiguration('retort').get<unknown>(name) !== false;
}

export type ShownSetting =
  | 'explorerMarks'
  | 'preview.openIn'
  | 'format.keywordCase'
  | 'format.indent'
  | 'verify.seed'
  | 'history.showState'
  | 'history.order'
  | 'history.badge'
  | 'statusBar'
  | 'graph.openIn'
  | 'graph.dates'
  | 'graph.zoom';

/** Tells when one of the settings that decide what is shown was changed. */
export function onShownChanged(names: readonly ShownSetting[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`retort.${name}`))) listener();
  });
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
