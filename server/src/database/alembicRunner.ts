// Runs a planned change through the project's own Alembic: one process without a shell, the migration lock held
// meanwhile, its output turned into events. What to run, and whether it reaches the planned database, is decided before.
import type { ChildProcess } from 'node:child_process';
import { readFailure, stepOfLine, withoutSecrets, type OwnFiles } from './alembicOutput';
import { mendingOfIndexes } from './brokenIndexes';
import { pause, type Clock } from './clock';
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';
import { describeProblem } from './describeProblem';
import { signalGuarded, startGuarded } from './guardedProcess';
import { takeMigrationLock, type MigrationLock } from './migrationLock';
import { isPrepared } from './nativeRun';
import type { PlannedStep, RunEvent } from './runEvents';
import { readVersionRows, type VersionTable } from './versionRows';

export type AlembicOutcome = 'done' | 'failed' | 'cancelled' | 'refused';

export interface AlembicRun {
  /** The bundle `dist/guard.js`, which ends Alembic when this process is killed. */
  readonly guard: string;
  /** The whole command line, the absolute program first. */
  readonly argv: readonly [string, ...string[]];
  /** The command line of `alembic current -v`, which tells what env.py connects to. */
  readonly probe: readonly [string, ...string[]];
  /** Tells whether a URL, with its password blotted out, is that of the planned database. */
  readonly isPlanned: (url: string) => boolean;
  readonly cwd: string;
  /** The environment of the child; secrets travel here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly steps: readonly PlannedStep[];
  /** The version rows the plan was made for. When the database has others, nothing runs. */
  readonly plannedCurrent: readonly string[];
  /** The version rows after the run. */
  readonly plannedEnd: readonly string[];
  readonly versionTable: VersionTable;
  /** Opens a session with the planned database. */
  readonly connect: () => Promise<Connection>;
  /** Marks the child's sessions on the server, so that a cancel reaches them. */
  readonly applicationName: string;
  readonly files: OwnFiles;
  /** Blotted out of everything that is told. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** 0 <= random() < 1. */
  readonly random: () => number;
  /** Called once before anything runs, under the lock and after the rows were compared: makes the back-up. */
  readonly prepare?: ((signal: AbortSignal) => Promise<void>) | undefined;
  readonly onEvent: (event: RunEvent) => void;
}

const EXIT_DATABASE = 4;
const EXIT_NOT_KNOWN = 3;
/** How long Alembic may take to roll back before it is killed. */
const KILL_AFTER_MS = 5_000;
const KILL_SQLITE_AFTER_MS = 1_000;
/** As much of the output is kept for the failure, from its end. */
const KEPT_CHARACTERS = 200_000;

/** Tells `step` events, then exactly one of `done`, `failed`, `cancelled` and `refused`, which is also the result. */
export async function runAlembic(run: AlembicRun): Promise<AlembicOutcome> {
  let session: Connection | undefined;
  let lock: MigrationLock | undefined;
  try {
    session = await run.connect();
    lock = await takeMigrationLock(session, { ...run, table: run.versionTable });
    if (lock === undefined || run.signal.aborted) return await cancelled(run, session);
    const rows = await readVersionRows(session, run.versionTable);
    if (!sameRows(rows, run.plannedCurrent)) {
      return refuse(run, changed(session.label, run.plannedCurrent, rows));
    }
    // The embedded database has one session at a time: it has to be free for Alembic.
    const isEmbedded = session.kind === 'embedded';
    if (isEmbedded) await session.close();
    const kept = isEmbedded ? undefined : session;
    const refused = await probe(run, kept);
    if (refused !== undefined) return refused;
    if (!(await isPrepared(run))) return await cancelled(run, session);
    return await runChild(run, kept);
  } catch (error) {
    return refuse(run, describeProblem(error, session?.label ?? 'the database', run.secrets));
  } finally {
    await lock?.release();
    await session?.close();
  }
}

function refuse({ onEvent }: AlembicRun, { message, nextStep }: DatabaseProblem): 'refused' {
  onEvent({ event: 'refused', message, path: undefined, line: undefined, nextStep, exitCode: EXIT_DATABASE });
  return 'refused';
}

function changed(label: string, planned: readonly string[], rows: readonly string[]): DatabaseProblem {
  return new DatabaseProblem({
    message: `${label} changed since the plan: it was at ${idList(planned)} and is at ${idList(rows)}; nothing was run`,
    nextStep: 'Make the plan again.',
  });
}

/** Asks env.py where it connects to, which changes nothing; undefined when that is the planned database. */
async function probe(run: AlembicRun, session: Connection | undefined): Promise<AlembicOutcome | undefined> {
  const end = await runProcess(run, run.probe, session, () => undefined);
  if (end.isCancelled) {
    run.onEvent({ event: 'cancelled', current: await currentRows(run, session) });
    return 'cancelled';
  }
  const told = end.code === 0 ? undefined : readFailure(end.stdout, end.stderr, run.files);
  // It has said where it is by then; rows that no file declares are what a stamp with --purge is for.
  const isAboutRows = /^Can't locate revision identified by '[^']*'$/u.test(told?.message ?? '');
  if (end.code !== 0 && !isAboutRows) {
    const message = told?.message ?? `Alembic ended with ${end.how} and said nothing`;
    return failed(run, undefined, await currentRows(run, session), {
      nextStep: 'Correct env.py, then run it again.',
      ...told,
      message: `${message}; nothing was run`,
    });
  }
  const urls = [...end.stdout.matchAll(/^Current revision\(s\) for (\S+):\s*$/gmu)].map(
    (match) => match[1] ?? '',
  );
  const other = urls.find((url) => !run.isPlanned(url));
  if (urls.length > 0 && other === undefined) return undefined;
  const where = other === undefined ? 'does not say which database it connects to' : `connects to ${other}`;
  run.onEvent({
    event: 'refused',
    message: withoutSecrets(`env.py ${where}, which is not the planned one; nothing was run`, run.secrets),
    path: undefined,
    line: undefined,
    nextStep: 'Let env.py take the URL from DATABASE_URL or from sqlalchemy.url, then make the plan again.',
    exitCode: EXIT_NOT_KNOWN,
  });
  return 'refused';
}

async function runChild(run: AlembicRun, session: Connection | undefined): Promise<AlembicOutcome> {
  const began = run.clock.now();
  const progress = new Progress(run);
  const end = await runProcess(run, run.argv, session, (line) => progress.line(line));
  const current = await currentRows(run, session);
  const at =
    current === undefined
      ? 'what is left of the run could not be asked'
      : `the database is at ${idList(current)}`;
  if (end.isCancelled && (end.code !== 0 || current === undefined)) {
    run.onEvent({ event: 'cancelled', current });
    return 'cancelled';
  }
  if (end.code === 0) {
    if (current !== undefined && sameRows(current, run.plannedEnd)) {
      progress.finish();
      run.onEvent({ event: 'done', current, durationMs: Math.round(run.clock.now() - began) });
      return 'done';
    }
    return failed(run, progress, current, {
      message: `Alembic reported success, but ${at} instead of ${idList(run.plannedEnd)}`,
      nextStep: 'env.py may have worked on another database: find out which before you do anything else.',
    });
  }
  const told = readFailure(end.stdout, end.stderr, run.files);
  const message = told?.message ?? `Alembic ended with ${end.how} and said nothing`;
  const mending = session === undefined ? '' : await mendingOfIndexes(session);
  return failed(run, progress, current, {
    ...told,
    nextStep: `${mending}${told?.nextStep ?? 'Correct the revision, then run it again.'}`,
    message: `${message}; ${at}`,
  });
}

function failed(
  run: AlembicRun,
  progress: Progress | undefined,
  current: readonly string[] | undefined,
  told: {
    readonly message: string;
    readonly nextStep: string;
    readonly path?: string | undefined;
    readonly line?: number | undefined;
    readonly sql?: string | undefined;
  },
): 'failed' {
  const { path, line, sql } = told;
  run.onEvent({
    event: 'failed',
    message: withoutSecrets(told.message, run.secrets),
    nextStep: told.nextStep,
    revision: run.steps.find((step) => step.path === path)?.revision ?? progress?.revision,
    path: path ?? progress?.path,
    line,
    sql: sql === undefined ? undefined : withoutSecrets(sql, run.secrets),
    code: undefined,
    current,
  });
  return 'failed';
}

async function cancelled(run: AlembicRun, session: Connection): Promise<'cancelled'> {
  const current = await readVersionRows(session, run.versionTable).catch(() => undefined);
  run.onEvent({ event: 'cancelled', current });
  return 'cancelled';
}

/** The step Alembic is at, as its log tells. */
class Progress {
  readonly #run: AlembicRun;
  #at = -1;

  constructor(run: AlembicRun) {
    this.#run = run;
  }

  get path(): string | undefined {
    return this.#run.steps[this.#at]?.path;
  }

  get revision(): string | undefined {
    return this.#run.steps[this.#at]?.revision;
  }

  line(text: string): void {
    const index = stepOfLine(text, this.#run.steps, this.#at + 1);
    if (index !== undefined) this.#goTo(index);
  }

  /** A project whose logging is off has told nothing: then all is told at the end. */
  finish(): void {
    this.#goTo(this.#run.steps.length);
  }

  #goTo(index: number): void {
    const { steps, onEvent } = this.#run;
    while (this.#at < index) {
      const before = steps[this.#at];
      if (before !== undefined)
        onEvent({ event: 'step', index: this.#at, revision: before.revision, state: 'done' });
      this.#at += 1;
      const step = steps[this.#at];
      if (step !== undefined)
        onEvent({ event: 'step', index: this.#at, revision: step.revision, state: 'begin' });
    }
  }
}

interface ProcessEnd {
  readonly code: number | null;
  readonly how: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly isCancelled: boolean;
}

async function runProcess(
  run: AlembicRun,
  argv: AlembicRun['argv'],
  session: Connection | undefined,
  onLine: (line: string) => void,
): Promise<ProcessEnd> {
  const child = startGuarded({ ...run, argv });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    let partial = '';
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] = (output[name] + text).slice(-KEPT_CHARACTERS);
      const lines = (partial + text).split(/\r?\n/u);
      partial = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
  }
  const ended = new AbortController();
  const cancel = (): void => void cancelChild(run, child, session, ended.signal);
  run.signal.addEventListener('abort', cancel, { once: true });
  if (run.signal.aborted) cancel();
  const end = await new Promise<{ code: number | null; how: string }>((resolve) => {
    child.on('error', (error) => {
      output.stderr = `${argv[0]} cannot be started: ${error.message}`;
      resolve({ code: null, how: error.message });
    });
    child.on('close', (code, signal) => resolve({ code, how: signal ?? `exit code ${code ?? 0}` }));
  });
  ended.abort();
  run.signal.removeEventListener('abort', cancel);
  return { ...end, ...output, isCancelled: run.signal.aborted };
}

/** An interrupt, which Python sees only between two statements; so the server is asked to stop the statement, too. */
async function cancelChild(
  run: AlembicRun,
  child: ChildProcess,
  session: Connection | undefined,
  ended: AbortSignal,
): Promise<void> {
  signalGuarded(child, 'SIGINT');
  await onServer('pg_cancel_backend', run, session);
  // SQLite works inside of Python, which then sees no interrupt: only its end stops it.
  await pause(run.clock, session?.kind === 'sqlite' ? KILL_SQLITE_AFTER_MS : KILL_AFTER_MS, ended);
  if (ended.aborted) return;
  signalGuarded(child, 'SIGKILL');
  await onServer('pg_terminate_backend', run, session);
}

async function onServer(action: string, run: AlembicRun, session: Connection | undefined): Promise<void> {
  if (session?.kind === 'sqlite') return;
  const sql = `SELECT pg_catalog.${action}(pid) FROM pg_catalog.pg_stat_activity WHERE application_name = $1`;
  await session?.execute(sql, [run.applicationName]).catch(() => undefined);
}

async function currentRows(
  run: AlembicRun,
  session: Connection | undefined,
): Promise<readonly string[] | undefined> {
  let other: Connection | undefined;
  try {
    if (session === undefined || session.isLost) other = await run.connect();
    const asked = other ?? session;
    return asked === undefined ? undefined : await readVersionRows(asked, run.versionTable);
  } catch {
    return undefined;
  } finally {
    await other?.close();
  }
}

function sameRows(first: readonly string[], second: readonly string[]): boolean {
  return [...first].sort().join('\n') === [...second].sort().join('\n');
}

function idList(ids: readonly string[]): string {
  return ids.length === 0 ? 'no revision' : [...ids].sort().join(', ');
}
