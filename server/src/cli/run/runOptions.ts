// Options and first steps that every command which changes a database shares.
import { protectionOf } from './protection';
import { LIMIT_OPTIONS } from './limits';
import { eventReporter, type Reporter } from './reporter';
import type { RunnerWish } from './chooseRunner';
import { valueOf, type OptionSpec } from '../arguments';
import type { CommandInput } from '../command';
import { asFailure, databaseLabel, openDatabase, versionTable } from '../connect';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { CommandFailure, EXIT } from '../failure';
import { transportWarnings } from '../transportWarnings';
import type { OpenedProject } from '../openProject';
import type { Connection } from '../../database/connection';
import type { RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';
import type { VersionTable } from '../../database/versionRows';

/** Options of upgrade, downgrade, stamp and ensure_version. */
export const RUN_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  sql: { names: ['--sql'], takes: 'nothing', help: 'print the SQL that Alembic prints, run nothing' },
  yes: { names: ['-y', '--yes'], takes: 'nothing', help: 'run the plan without asking' },
  plan: { names: ['--plan'], takes: 'nothing', help: 'print the plan and stop' },
  runner: { names: ['--runner'], takes: 'value', value: 'RUNNER', help: 'auto (default), native or alembic' },
  ...DATABASE_OPTIONS,
  confirm: {
    names: ['--confirm'],
    takes: 'value',
    value: 'NAME',
    help: 'run the plan when its database has this name; protected databases take nothing less',
  },
  backup: {
    names: ['--backup'],
    takes: 'nothing',
    help: 'make a back-up first (default: where a failed run could leave half of a revision)',
  },
  noBackup: { names: ['--no-backup'], takes: 'nothing', help: 'make no back-up' },
  ...LIMIT_OPTIONS,
  events: {
    names: ['--events'],
    takes: 'value',
    value: 'FORMAT',
    help: 'json: report the run as JSON lines',
  },
};

/** `--tag`, which all but ensure_version have. */
export const TAG_OPTION: Readonly<Record<string, OptionSpec>> = {
  tag: { names: ['--tag'], takes: 'value', value: 'TAG', help: 'tag for env.py' },
};

/** Runs a command with its reporter, which also tells how it was refused. */
export async function reported(
  input: CommandInput,
  run: (reporter: Reporter) => Promise<number>,
): Promise<number> {
  const events = valueOf(input.arguments, 'events');
  if (events !== undefined && events !== 'json') {
    throw new CommandFailure(EXIT.usage, `unknown event format '${events}'`, {
      nextStep: 'Choose from: json.',
    });
  }
  const reporter = eventReporter(input, events === 'json');
  try {
    return await run(reporter);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    reporter.refused(error);
    return error.exitCode;
  } finally {
    await reporter.close();
  }
}

/** The value of `--runner`. */
export function readRunner(input: CommandInput): RunnerWish {
  const given = valueOf(input.arguments, 'runner') ?? 'auto';
  if (given === 'auto' || given === 'native' || given === 'alembic') return given;
  throw new CommandFailure(EXIT.usage, `invalid choice: '${given}'`, {
    nextStep: 'Choose from: auto, native, alembic.',
  });
}

/** The version table with its key, as it is to be created. */
export function fullVersionTable(opened: OpenedProject): VersionTable {
  const { versionTablePk: key } = opened.environment.onlineOptions;
  return { ...versionTable(opened), hasPrimaryKey: key.state !== 'known' || key.value };
}

/** What a plan has to know of its database. */
export interface DatabaseLook {
  readonly current: readonly string[];
  readonly hasVersionTable: boolean;
  readonly facts: RunPlan['database'];
  /** What to know of the way to it. */
  readonly transport: readonly string[];
}

/** The version rows and what the plan says of the database. The session is closed: nobody waits for a confirmation. */
export async function lookAt(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<DatabaseLook> {
  const connection = await openDatabase(input, opened, target);
  try {
    return await lookThrough(connection, input, opened, target);
  } finally {
    await connection.close();
  }
}

/** The same through a session that is there. */
export async function lookThrough(
  connection: Connection,
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<DatabaseLook> {
  try {
    const { findVersionRows } = await import('../../database/versionRows');
    const rows = await findVersionRows(connection, versionTable(opened));
    const { database: name, kind, serverVersion } = connection;
    const label = databaseLabel(input, target, opened);
    const facts = {
      label,
      // A name that somebody chose does not say where it leads.
      ...(connection.label === label ? {} : { place: connection.label }),
      name,
      serverVersion: `${kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'} ${serverVersion}`,
      ...protectionOf(input, opened, target),
    };
    const transport = transportWarnings(input, target, connection.server);
    return { current: rows ?? [], hasVersionTable: rows !== undefined, facts, transport };
  } catch (error) {
    throw await asFailure(error);
  }
}
