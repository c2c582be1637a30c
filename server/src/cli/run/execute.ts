// Runs a plan that is ready: confirmation, the chosen runner, and the line in the history of runs.
import { join } from 'node:path';
import { alembicWords } from './alembicWords';
import { rememberContents } from './applied';
import { chooseBackup, killedRuns, type RunBackup } from './backup';
import { confirmPlan } from './confirm';
import type { Reporter } from './reporter';
import type { RunnerChoice } from './chooseRunner';
import { fullVersionTable } from './runOptions';
import type { RunLimitOptions } from './limits';
import { checkSqliteLimits } from './sqliteRefusal';
import type { CommandInput } from '../command';
import { openDatabase } from '../connect';
import { EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { ownFiles } from '../ownFiles';
import { limitOptions } from '../../database/sessionLimits';
import type { NativeStep } from '../../database/nativeRun';
import type { RunEvent, RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';

/** Everything a run needs, for either runner. */
export interface ReadyRun {
  readonly plan: RunPlan;
  readonly choice: RunnerChoice;
  /** Empty for a run of Alembic. */
  readonly nativeSteps: readonly NativeStep[];
  /** The arguments of Alembic; empty for a native run. */
  readonly words: readonly string[];
  /** The version rows after the run. */
  readonly end: readonly string[];
  /** The back-up to make before anything runs. */
  readonly backup?: RunBackup | undefined;
  readonly limits: RunLimitOptions;
}

/** Events that end a run. */
const ENDS: ReadonlySet<RunEvent['event']> = new Set(['done', 'failed', 'refused', 'cancelled']);

type Outcome = 'done' | 'failed' | 'cancelled' | 'refused';

/** Tells the plan, asks, runs, and answers the exit code. */
export async function confirmAndRun(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
  ready: ReadyRun,
  reporter: Reporter,
): Promise<number> {
  checkSqliteLimits(input, database, ready.plan.runner, ready.limits);
  const backup = await chooseBackup(input, opened, database, ready.plan, ready.choice);
  const warnings = [...ready.plan.warnings, ...(await killedRuns(input, opened, ready.plan.database.label))];
  const plan = { ...ready.plan, warnings, ...(backup === undefined ? {} : { backup: backup.sentence }) };
  reporter.plan(plan);
  if (input.arguments.flags.has('plan')) return 0;
  if (plan.steps.length === 0) {
    reporter.done(plan.current, 0);
    return 0;
  }
  const answer = await confirmPlan(input, plan, reporter);
  if (answer.kind === 'no') {
    reporter.cancelled(plan.current);
    return EXIT.cancelled;
  }
  const began = input.process.now();
  const history = await import('../../database/runHistory');
  const record = {
    id: plan.id,
    at: new Date(began).toISOString(),
    command: plan.command,
    target: plan.target,
    project: plan.project.configFile,
    database: plan.database.label,
    revisions: plan.steps.map(({ revision }) => revision).filter((revision) => revision !== ''),
    from: plan.current,
    end: ready.end,
    runner: plan.runner,
    ...history.thisProcess(),
  };
  // Written first: a run that is killed cannot say so.
  history.rememberRun(input.process.env, { ...record, to: null, durationMs: 0, outcome: 'running' });
  let to: readonly string[] | undefined;
  let last: RunEvent | undefined;
  const onEvent = (event: RunEvent): void => {
    if ('current' in event) to = event.current;
    // How it ended is told when the back-up knows of it.
    if (ENDS.has(event.event)) last = event;
    else reporter.event(event);
  };
  const run = plan.runner === 'native' ? runNatively : runThroughAlembic;
  const outcome = await watched(input, opened, database, plan, onEvent, async () => {
    return await run(input, opened, database, { ...ready, backup }, answer.signal, onEvent);
  });
  const isRolledBack = last !== undefined && 'isRolledBack' in last;
  const restore = await backup?.end(outcome, isRolledBack);
  if (last !== undefined) reporter.event(restore === undefined ? last : withRestore(last, restore));
  history.rememberRun(input.process.env, {
    ...record,
    to: to ?? (outcome === 'refused' ? plan.current : null),
    durationMs: input.process.now() - began,
    outcome,
  });
  if (to !== undefined && outcome !== 'refused') rememberContents(input, opened, plan, to);
  return exitCodeOf(outcome, reporter);
}

/** Says how to bring the back-up back. */
function withRestore(event: RunEvent, restore: string): RunEvent {
  if (event.event === 'cancelled') return { ...event, restore };
  if (event.event !== 'failed') return event;
  const nextStep = `\`${restore}\` brings the database back to what it was before the run. ${event.nextStep}`;
  return { ...event, restore, nextStep };
}

/** The run, with a second session that tells whom it waits for; on servers, which alone have other sessions. */
async function watched(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
  plan: RunPlan,
  onEvent: (event: RunEvent) => void,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  if (plan.sessions === undefined) return await run();
  const { watchRun } = await import('../../database/runWatch');
  const { systemClock } = await import('../../database/clock');
  const ended = new AbortController();
  const watching = watchRun({
    connect: async () => await openDatabase(input, opened, database),
    applicationName: runApplicationName(plan),
    clock: systemClock,
    ended: ended.signal,
    onEvent,
  });
  try {
    return await run();
  } finally {
    ended.abort();
    await watching;
  }
}

/** How the sessions of a run are called on the server, so that a cancel and the watch find them. */
function runApplicationName({ id }: RunPlan): string {
  return `retort-${id}`.slice(0, 63);
}

function exitCodeOf(outcome: Outcome, reporter: Reporter): number {
  if (outcome === 'done') return 0;
  if (outcome === 'cancelled') return EXIT.cancelled;
  const { failure } = reporter;
  if (failure === undefined || reporter.isJson) return failure?.exitCode ?? EXIT.database;
  throw failure;
}

type Runner = (
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
  ready: ReadyRun,
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
) => Promise<Outcome>;

const runNatively: Runner = async (input, opened, database, ready, signal, onEvent) => {
  const applicationName = runApplicationName(ready.plan);
  const connection = await openDatabase(input, opened, database, {
    ...ready.limits,
    applicationName,
    isForWriting: true,
  });
  try {
    const { runNative } = await import('../../database/nativeRunner');
    const { systemClock } = await import('../../database/clock');
    const { transactionPerMigration } = opened.environment.onlineOptions;
    return await runNative({
      connection,
      steps: ready.nativeSteps,
      plannedCurrent: ready.plan.current,
      versionTable: fullVersionTable(opened),
      transactionPerMigration: transactionPerMigration.state === 'known' && transactionPerMigration.value,
      signal,
      clock: systemClock,
      random: Math.random,
      prepare: ready.backup?.prepare,
      onEvent,
    });
  } finally {
    await connection.close();
  }
};

const runThroughAlembic: Runner = async (input, opened, database, ready, signal, onEvent) => {
  const { plan, choice, words, end } = ready;
  if (choice.runner !== 'alembic') return 'refused';
  const { runAlembic } = await import('../../database/alembicRunner');
  const { systemClock } = await import('../../database/clock');
  const applicationName = runApplicationName(plan);
  const { env, cwd, distFolder } = input.process;
  // What stands between may refuse start-up options; then Alembic runs without limits, and the plan says so.
  const options =
    plan.limits?.isEnforced === false ? undefined : limitedOptions(ready.limits, env['PGOPTIONS']);
  const password = env['PGPASSWORD'];
  return await runAlembic({
    guard: join(distFolder, 'guard.js'),
    argv: [...choice.command.argv, ...words],
    probe: [...choice.command.argv, ...alembicWords(input, 'current', ['--verbose'], [])],
    isPlanned: choice.address.isPlanned,
    cwd,
    environment: {
      ...env,
      ...choice.address.environment,
      ...(options === undefined ? {} : { PGOPTIONS: options }),
      PGAPPNAME: applicationName,
      PYTHONUNBUFFERED: '1',
    },
    steps: plan.steps,
    plannedCurrent: plan.current,
    plannedEnd: end,
    versionTable: fullVersionTable(opened),
    connect: async () => await openDatabase(input, opened, database),
    applicationName,
    files: ownFiles(opened),
    secrets: [...choice.address.secrets, ...(password === undefined ? [] : [password])],
    signal,
    clock: systemClock,
    random: Math.random,
    prepare: ready.backup?.prepare,
    onEvent,
  });
};

/** PGOPTIONS for a child: the user's own win over the default, what was asked for over both. */
function limitedOptions(
  { lockTimeoutSeconds, limits = {} }: RunLimitOptions,
  own: string | undefined,
): string {
  return [...limitOptions({ lockTimeoutSeconds }), own ?? '', ...limitOptions(limits)].join(' ').trim();
}
