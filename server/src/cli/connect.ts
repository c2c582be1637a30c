// Which database a command works on, and opening it. Nothing here changes a database.
import { basename, join } from 'node:path';
import { valueOf } from './arguments';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import { databaseEnvironment } from './databaseEnvironment';
import { openProject, type OpenedProject, type OpenedSettings } from './openProject';
import { findProfile, handedOver, hasPassword, passwordInProfile } from './profiles';
import { withoutSecrets } from '../database/alembicOutput';
import type { Connection, ConnectionContext } from '../database/connection';
import {
  parseTarget,
  targetLabel,
  type SqliteTarget,
  type Target,
  type TargetProfile,
} from '../database/target';
import { isProfileName } from '../files/connectionProfiles';
import { databaseSetting } from '../files/retortSettings';

/** A project and the database a command changes, the SQL in the words of that database whatever the configuration says. */
export async function openForRun(
  input: CommandInput,
): Promise<{ readonly opened: OpenedProject; readonly database: Target }> {
  const opened = openProject(input);
  const database = chooseTarget(input, opened);
  const { resolveTarget } = await import('../database/resolveTarget');
  try {
    const { kind } = resolveTarget(database, databaseEnvironment(input, database));
    const dialect = kind === 'sqlite' ? 'sqlite' : 'postgresql';
    if (opened.workspace.settings.dialect === dialect) return { opened, database };
    return { opened: openProject(input, undefined, dialect), database };
  } catch (error) {
    throw await asFailure(error);
  }
}

/** What names the database of a command, before it is taken apart. `text` may hold a password: never print it. */
export interface ChosenDatabase {
  readonly text: string;
  readonly place: string;
  readonly onCommandLine: boolean;
  readonly profile: TargetProfile | undefined;
}

/** What --database, [tool.retort] or the ini file say, in this order; the name of a connection is replaced by its URL. */
export function chooseDatabase(input: CommandInput, opened: OpenedSettings): ChosenDatabase {
  const given = valueOf(input.arguments, 'database');
  if (given !== undefined) return named(input, opened, given, '--database');
  const setting = databaseSetting(opened.project.retort);
  if (setting !== undefined) return named(input, opened, setting, '[tool.retort] database');
  const { databaseUrl: url, databaseUrlProblem: unread } = opened.project;
  const place = lineOfUrl(opened);
  if (unread !== undefined) {
    throw new CommandFailure(EXIT.usage, withoutSecrets(unread.message, []), {
      place,
      nextStep: unread.nextStep,
    });
  }
  const isExample = url?.startsWith('driver://') === true;
  if (url !== undefined && url !== '' && !isExample)
    return { text: url, place: place ?? 'sqlalchemy.url', onCommandLine: false, profile: undefined };
  const reason = isExample ? ': sqlalchemy.url is the example of the template still' : '';
  throw new CommandFailure(EXIT.usage, `no database is configured${reason}`, {
    place: (isExample ? place : undefined) ?? opened.shownPath(opened.folder),
    nextStep:
      'Give --database embedded, --database env:NAME, or set `database` in [tool.retort] of pyproject.toml.',
  });
}

/** The line of alembic.ini with the URL. */
export function lineOfUrl({ project, shownPath }: OpenedSettings): string | undefined {
  const { iniFile, databaseUrlLine: line } = project;
  return iniFile === undefined || line === undefined ? undefined : `${shownPath(iniFile)}:${line + 1}`;
}

/** The same, taken apart. */
export function chooseTarget(input: CommandInput, opened: OpenedSettings): Target {
  const { text, place, onCommandLine, profile } = chooseDatabase(input, opened);
  const parsed = parseTarget(text, { onCommandLine });
  if ('problem' in parsed) {
    throw new CommandFailure(EXIT.usage, parsed.problem, { place, nextStep: parsed.nextStep });
  }
  return profile === undefined ? parsed.target : { ...parsed.target, profile };
}

function named(input: CommandInput, opened: OpenedSettings, text: string, place: string): ChosenDatabase {
  const onCommandLine = place === '--database';
  if (!isProfileName(text.trim())) {
    const profile = onCommandLine ? handedOver(text, input.process.env) : undefined;
    return { text, place, onCommandLine, profile };
  }
  const { name, url, isProtected, allowsDowngrade, source } = findProfile(input, opened, text.trim(), place);
  if (hasPassword(url)) throw passwordInProfile(name, source, input.process.env);
  const profile = { name, isProtected, allowsDowngrade };
  return { text: url, place: `connection ${name}`, onCommandLine: false, profile };
}

/** How the database is called in plans and messages. */
export function databaseLabel(input: CommandInput, target: Target, opened: OpenedSettings): string {
  const { profile } = target;
  return profile?.name ?? targetLabel(target, basename(opened.folder), databaseEnvironment(input, target));
}

/** How a session is opened beside what its target says. */
interface OpenOptions extends Pick<ConnectionContext, 'lockTimeoutSeconds' | 'limits' | 'applicationName'> {
  /** False: a SQLite file is opened for reading only, and not made where it is missing. */
  readonly isForWriting: boolean;
}

/** Opens a session; the driver is loaded only now. Failures are told in the driver's translated words. */
export async function openDatabase(
  input: CommandInput,
  opened: OpenedSettings,
  target: Target,
  run: OpenOptions = { isForWriting: false },
): Promise<Connection> {
  const { isForWriting, ...more } = run;
  const { openConnection } = await import('../database/connection');
  const { completeTarget } = await import('../database/serviceFile');
  const { resolveTarget } = await import('../database/resolveTarget');
  const environment = databaseEnvironment(input, target);
  try {
    return await openConnection(completeTarget(resolveTarget(target, environment), environment), {
      project: opened.folder,
      embeddedScript: join(input.process.distFolder, 'embedded.js'),
      environment,
      applicationName: 'retort',
      sqlite: { ...sqliteProcessOptions(input), isForWriting },
      ...more,
    });
  } catch (error) {
    const failure = await asFailure(error);
    const place = failure instanceof CommandFailure ? placeOfUrl(input, opened) : undefined;
    if (!(failure instanceof CommandFailure) || place === undefined) throw failure;
    const { exitCode, message, nextStep } = failure;
    throw new CommandFailure(exitCode, message, { place, nextStep });
  }
}

/** The line of alembic.ini with the URL, where the database is the one that it names. */
function placeOfUrl(input: CommandInput, opened: OpenedSettings): string | undefined {
  return isDatabaseNamed(input, opened) ? undefined : lineOfUrl(opened);
}

/** Whether --database or [tool.retort] name the database; otherwise it is the one of the ini file. */
export function isDatabaseNamed(input: CommandInput, opened: OpenedSettings): boolean {
  return (
    valueOf(input.arguments, 'database') !== undefined || databaseSetting(opened.project.retort) !== undefined
  );
}

/** What it takes to start the process that opens a SQLite file; a relative path starts where the command was started. */
export function sqliteProcessOptions(input: CommandInput): {
  readonly script: string;
  readonly workingFolder: string;
} {
  return { script: join(input.process.distFolder, 'sqlite.js'), workingFolder: input.process.cwd };
}

/** A problem of the database as a failure of the command; anything else unchanged. */
export async function asFailure(error: unknown): Promise<unknown> {
  const { DatabaseProblem } = await import('../database/databaseProblem');
  if (!(error instanceof DatabaseProblem)) return error;
  return new CommandFailure(EXIT.database, error.message, { nextStep: error.nextStep });
}

/** What the version table holds. */
export interface CurrentRows {
  readonly rows: readonly string[];
  readonly label: string;
  /** The address without a password, as `current -v` prints it. */
  readonly url: string;
}

/** Reads the version rows and closes the session. */
export async function readCurrent(input: CommandInput, opened: OpenedSettings): Promise<CurrentRows> {
  const target = chooseTarget(input, opened);
  const connection = await openDatabase(input, opened, target);
  try {
    const { readVersionRows } = await import('../database/versionRows');
    const { resolveTarget } = await import('../database/resolveTarget');
    const rows = await readVersionRows(connection, versionTable(opened));
    return {
      rows,
      label: databaseLabel(input, target, opened),
      url: displayUrl(resolveTarget(target, databaseEnvironment(input, target)), connection),
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

/** The version table env.py names. A name that cannot be read ends the command, since another one would be wrong. */
export function versionTable(opened: OpenedSettings): {
  readonly name: string;
  readonly schema: string | undefined;
} {
  const { versionTable: name, versionTableSchema: schema } = opened.environment.onlineOptions;
  for (const option of [name, schema]) {
    if (option.state === 'unreadable') {
      throw new CommandFailure(EXIT.refused, `the version table is not known: ${option.reason}`, {
        place: opened.shownPath(opened.project.environmentFile),
      });
    }
  }
  return {
    name: name.state === 'known' ? name.value : 'alembic_version',
    schema: schema.state === 'known' ? schema.value : undefined,
  };
}

/** As SQLAlchemy writes it: the path as it is, the parameters sorted. */
function sqliteUrl({ scheme, path, parameters }: SqliteTarget): string {
  const query = new URLSearchParams([...parameters].sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `${scheme}:///${path}${query === '' ? '' : `?${query}`}`;
}

/** SQLAlchemy's way to show a URL: the password as three stars. */
function displayUrl(target: Target, connection: Connection): string {
  if (target.kind === 'sqlite') return sqliteUrl(target);
  if (target.kind !== 'server') return connection.label;
  const { user, password, host, port, database } = target;
  const credentials = user === undefined ? '' : `${user}${password === undefined ? '' : ':***'}@`;
  return `postgresql://${credentials}${host ?? ''}${port === undefined ? '' : `:${port}`}/${database ?? ''}`;
}
