// Adds to a plan what only the database knows: sizes of the tables, limits in force, who else works there, what is broken.
import type { RunnerChoice } from './chooseRunner';
import type { CommandInput } from '../command';
import { asFailure } from '../connect';
import type { OpenedProject } from '../openProject';
import { tableWork, touchedRelations, type TableWork } from '../../engine/index';
import type { Connection } from '../../database/connection';
import { LOCK_TRIES } from '../../database/nativeRun';
import type { FoundTable } from '../../database/planFacts';
import type { OtherSession, PlannedStatement, RunLimits, RunPlan } from '../../database/runEvents';

const WORK: Readonly<Record<TableWork, string>> = {
  rewrites: 'every row is written again',
  'may rewrite': 'every row is written again, unless the old type can stay as it is stored',
  reads: 'every row is read',
};
/** A transaction that is open for so long is worth a line, whatever it holds: index builds wait for it. */
const LONG_TRANSACTION_SECONDS = 60;

/** A warning of a run on this database that was killed, undefined where the last one ended. */
async function crashWarning(input: CommandInput, plan: RunPlan): Promise<string | undefined> {
  const { leftBehind, unfinishedRun } = await import('../../database/runHistory');
  const place = { project: plan.project.configFile, database: plan.database.label };
  const run = unfinishedRun(input.process.env, place);
  return run === undefined ? undefined : leftBehind(run, plan.current);
}

/**
 * The plan with the facts. They are as of now: nothing is held until the run. `open` gives a session with the limits of
 * the run, which is closed here.
 */
export async function withFacts(
  input: CommandInput,
  opened: OpenedProject,
  drafted: RunPlan,
  choice: RunnerChoice,
  open: () => Promise<Connection>,
): Promise<RunPlan> {
  const crash = await crashWarning(input, drafted);
  const plan = crash === undefined ? drafted : { ...drafted, warnings: [crash, ...drafted.warnings] };
  // A SQLite file has no sizes to ask for and nobody else who can be seen.
  if (opened.workspace.settings.dialect === 'sqlite') return plan;
  const connection = await open();
  try {
    const facts = await import('../../database/planFacts');
    const names = plan.steps.flatMap(({ statements }) =>
      statements.flatMap(({ sql }) => touchedRelations(sql)),
    );
    const tables = await facts.touchedTables(connection, [...new Set(names)]);
    const steps = plan.steps.map((step) => ({
      ...step,
      statements: step.statements.map((statement) => withTables(statement, tables)),
    }));
    const invalid = await facts.invalidIndexes(connection);
    const broken = invalid.map(
      ({ name, table, fix }) =>
        `The index ${name} of ${table} is not valid: its build was broken off, and no query uses it. Mend it with: ${fix.join(' ')}`,
    );
    if (connection.kind === 'embedded') return { ...plan, steps, warnings: [...plan.warnings, ...broken] };
    const sessions = await facts.otherSessions(connection, [...new Set(tables.map(({ table }) => table))]);
    return {
      ...plan,
      steps,
      limits: await limitsInForce(connection, choice),
      sessions: { count: sessions.length, notable: sessions.filter(isNotable) },
      warnings: [...plan.warnings, ...broken, ...(await poolWarnings(connection))],
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

function withTables(statement: PlannedStatement, found: readonly FoundTable[]): PlannedStatement {
  const names = touchedRelations(statement.sql);
  const tables = names
    .flatMap((name) => found.filter(({ asked }) => asked === name))
    .map(({ table, rows, bytes, size }) => ({ table, rows, bytes, size }));
  if (tables.length === 0) return statement;
  const work = tableWork(statement.sql);
  return { ...statement, tables, ...(work === undefined ? {} : { work: WORK[work] }) };
}

function isNotable({ holds, openSeconds }: OtherSession): boolean {
  return holds.length > 0 || (openSeconds !== null && openSeconds >= LONG_TRANSACTION_SECONDS);
}

async function limitsInForce(connection: Connection, choice: RunnerChoice): Promise<RunLimits> {
  const { rows } = await connection.execute(
    `SELECT extract(epoch FROM current_setting('lock_timeout')::interval) AS lock,
            extract(epoch FROM current_setting('statement_timeout')::interval) AS statement`,
  );
  const missing = connection.server?.missingSettings ?? [];
  const of = (name: string, shown: unknown): number => {
    const set = missing.find((setting) => setting.startsWith(`${name} = `));
    return set === undefined ? Number(shown) : Number(set.split(' = ')[1]) / 1000;
  };
  const isNative = choice.runner === 'native';
  return {
    lockTimeoutSeconds: of('lock_timeout', rows[0]?.['lock']),
    statementTimeoutSeconds: of('statement_timeout', rows[0]?.['statement']),
    lockTries: isNative ? LOCK_TRIES : 1,
    isEnforced: isNative || (choice.address.honoursOptions && missing.length === 0),
  };
}

/** What the run will be refused for; a plan may be looked at all the same. */
async function poolWarnings(connection: Connection): Promise<readonly string[]> {
  if (connection.server?.isBehindPooler !== true) return [];
  const { losesSessions, pooled } = await import('../../database/pooling');
  const { systemClock } = await import('../../database/clock');
  const other = await connection.reopen();
  try {
    if (!(await losesSessions(other, connection, systemClock))) return [];
    const { message, nextStep } = pooled(connection.label);
    return [`This plan will not be run: ${message}. ${nextStep}`];
  } finally {
    await other.close();
  }
}
