// upgrade and downgrade: from the arguments to a plan, its confirmation and the run, or to the SQL of --sql.
import { buildRun } from './buildRun';
import { syntaxWarnings } from './checkSyntax';
import { confirmPlan } from './confirm';
import { migrationSql } from './migrationSql';
import { eventReporter, type Reporter } from './reporter';
import { sidecarSql } from './sidecarSql';
import { valueOf, type OptionSpec } from '../arguments';
import type { CommandInput } from '../command';
import { asFailure, chooseTarget, databaseLabel, openDatabase, versionTable } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import { openProject, type OpenedProject } from '../openProject';
import type { RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';

/** Options that upgrade and downgrade share. */
export const MIGRATE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  sql: { names: ['--sql'], takes: 'nothing', help: 'print the SQL that Alembic prints, run nothing' },
  tag: { names: ['--tag'], takes: 'value', value: 'TAG', help: 'tag for env.py' },
  yes: { names: ['-y', '--yes'], takes: 'nothing', help: 'run the plan without asking' },
  plan: { names: ['--plan'], takes: 'nothing', help: 'print the plan and stop' },
  runner: { names: ['--runner'], takes: 'value', value: 'RUNNER', help: 'auto (default), native or alembic' },
  database: {
    names: ['--database'],
    takes: 'value',
    value: 'DATABASE',
    help: 'embedded, env:NAME, or a URL without a password (default: [tool.retort] database)',
  },
  events: {
    names: ['--events'],
    takes: 'value',
    value: 'FORMAT',
    help: 'json: report the run as JSON lines',
  },
};

type Direction = 'upgrade' | 'downgrade';

/** Runs one of the two commands. */
export async function migrate(input: CommandInput, direction: Direction): Promise<number> {
  const events = valueOf(input.arguments, 'events');
  if (events !== undefined && events !== 'json') {
    throw new CommandFailure(EXIT.usage, `unknown event format '${events}'`, {
      nextStep: 'Choose from: json.',
    });
  }
  const reporter = eventReporter(input, events === 'json');
  try {
    return await run(input, direction, reporter);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    reporter.refused(error);
    return error.exitCode;
  }
}

async function run(input: CommandInput, direction: Direction, reporter: Reporter): Promise<number> {
  const [target = ''] = input.arguments.positionals;
  const runner = readRunner(input);
  const opened = openProject(input);
  if (input.arguments.flags.has('sql')) {
    const isAlembics = runner === 'alembic';
    const sql = isAlembics
      ? await sidecarSql(input, opened, direction, target)
      : migrationSql(opened, direction, target);
    input.process.write(sql);
    return 0;
  }
  if (target.includes(':')) throw new CommandFailure(EXIT.usage, 'Range revision not allowed');
  if (runner === 'alembic') {
    throw new CommandFailure(EXIT.refused, 'runs through the project’s own Alembic are not built yet', {
      nextStep: 'Run `alembic` itself, or use --runner native.',
    });
  }
  return planAndRun(input, opened, direction, target, reporter);
}

function readRunner(input: CommandInput): 'auto' | 'native' | 'alembic' {
  const given = valueOf(input.arguments, 'runner') ?? 'auto';
  if (given === 'auto' || given === 'native' || given === 'alembic') return given;
  throw new CommandFailure(EXIT.usage, `invalid choice: '${given}'`, {
    nextStep: 'Choose from: auto, native, alembic.',
  });
}

async function planAndRun(
  input: CommandInput,
  opened: OpenedProject,
  direction: Direction,
  target: string,
  reporter: Reporter,
): Promise<number> {
  const database = chooseTarget(input, opened);
  const { current, facts } = await lookAt(input, opened, database);
  const built = buildRun({
    opened,
    direction,
    target,
    current,
    database: facts,
    id: input.process.randomId(),
  });
  const slips = await syntaxWarnings(input, opened, built.migration);
  reporter.plan({ ...built.plan, warnings: [...built.plan.warnings, ...slips] });
  if (input.arguments.flags.has('plan')) return 0;
  if (built.steps.length === 0) {
    reporter.done(current, 0);
    return 0;
  }
  const answer = await confirmPlan(input, built.plan, reporter.isJson);
  if (answer.kind === 'no') {
    reporter.cancelled(current);
    return EXIT.cancelled;
  }
  const connection = await openDatabase(input, opened, database, LOCK_TIMEOUT_SECONDS);
  try {
    const { runNative } = await import('../../database/nativeRunner');
    const { systemClock } = await import('../../database/clock');
    const { transactionPerMigration } = opened.environment.onlineOptions;
    const outcome = await runNative({
      connection,
      steps: built.steps,
      plannedCurrent: current,
      versionTable: versionTable(opened),
      transactionPerMigration: transactionPerMigration.state === 'known' && transactionPerMigration.value,
      signal: answer.signal,
      clock: systemClock,
      random: Math.random,
      onEvent: (event) => reporter.event(event),
    });
    if (outcome === 'done') return 0;
    if (outcome === 'cancelled') return EXIT.cancelled;
    const failure = reporter.failure;
    if (failure === undefined || reporter.isJson) return failure?.exitCode ?? EXIT.database;
    throw failure;
  } finally {
    await connection.close();
  }
}

const LOCK_TIMEOUT_SECONDS = 5;

/** The version rows and what the plan says of the database. The session is closed: nobody waits for a confirmation. */
async function lookAt(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<{ readonly current: readonly string[]; readonly facts: RunPlan['database'] }> {
  const connection = await openDatabase(input, opened, target);
  try {
    const { readVersionRows } = await import('../../database/versionRows');
    const current = await readVersionRows(connection, versionTable(opened));
    const { database: name, serverVersion } = connection;
    const facts = {
      label: databaseLabel(target, opened),
      name,
      serverVersion: `PostgreSQL ${serverVersion}`,
    };
    return { current, facts };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}
