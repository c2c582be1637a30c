// Executes a planned run on PostgreSQL: lock, look again, statements and version rows, roll back whole when one fails.
// It decides nothing about what runs; the plan has.
import { mendingOfIndexes } from './brokenIndexes';
import { pause } from './clock';
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';
import { describeProblem } from './describeProblem';
import { takeMigrationLock, type MigrationLock } from './migrationLock';
import {
  isPrepared,
  LOCK_TRIES,
  segmentsOf,
  type Action,
  type NativeRun,
  type NativeStatement,
  type Segment,
} from './nativeRun';
import { looksForClient, SentAhead } from './sentAhead';
import { applyVersionChange, ensureVersionTable, readVersionRows } from './versionRows';

export type NativeOutcome = 'done' | 'failed' | 'cancelled' | 'refused';

/** Exit code for `refused` before anything ran because the database is not as planned (design.md). */
const EXIT_DATABASE = 4;
/** Exit code for what is not known statically. */
const EXIT_NOT_KNOWN = 3;
const FIRST_BACK_OFF_MS = 250;
const CANCEL_AGAIN_MS = 400;
/** How long a cancelled statement may take to end before its session is given up. */
const GIVE_UP_AFTER_MS = 8_000;

/**
 * Runs the steps and tells about it: `step` and `statement`, then exactly one of `done`, `failed`, `cancelled` and
 * `refused`, which is also the result. Leaves the connection open unless it was lost.
 */
export async function runNative(run: NativeRun): Promise<NativeOutcome> {
  const ends = run.steps.flatMap(({ path, statements }) =>
    statements
      .filter(({ transactional, sql }) => transactional && endsTransaction(sql))
      .map(({ line }) => ({ path, line })),
  );
  const [end] = ends;
  if (end !== undefined) {
    const message = 'a statement commits or rolls back by itself, which would tear the run apart';
    const nextStep = 'Use `with op.get_context().autocommit_block():`, or run it through Alembic.';
    run.onEvent({
      event: 'refused',
      message,
      path: end.path,
      line: end.line,
      nextStep,
      exitCode: EXIT_NOT_KNOWN,
    });
    return 'refused';
  }
  let lock: MigrationLock | undefined;
  try {
    lock = await takeMigrationLock(run.connection, { ...run, table: run.versionTable });
    if (lock === undefined) return await new Execution(run).cancelled();
    const problem = await changedSincePlan(run);
    if (problem !== undefined) return refuse(run, problem);
    if (!(await isPrepared(run))) return await new Execution(run).cancelled();
    return await new Execution(run).execute();
  } catch (error) {
    return refuse(run, describeProblem(error, run.connection.label));
  } finally {
    await lock?.release();
  }
}

function refuse(run: NativeRun, { message, nextStep }: DatabaseProblem): 'refused' {
  run.onEvent({
    event: 'refused',
    message,
    path: undefined,
    line: undefined,
    nextStep,
    exitCode: EXIT_DATABASE,
  });
  return 'refused';
}

async function changedSincePlan(run: NativeRun): Promise<DatabaseProblem | undefined> {
  const rows = await readVersionRows(run.connection, run.versionTable);
  const [now, planned] = [rows, run.plannedCurrent].map((ids) => [...ids].sort().join(', '));
  if (now === planned) return undefined;
  const name = (ids: string | undefined): string => (ids === undefined || ids === '' ? 'no revision' : ids);
  return new DatabaseProblem({
    message: `${run.connection.label} changed since the plan: it was at ${name(planned)} and is at ${name(now)}; nothing was run`,
    nextStep: 'Make the plan again.',
  });
}

/** COMMIT, END, ABORT, or a ROLLBACK that is not to a savepoint, at the start of the text. */
function endsTransaction(sql: string): boolean {
  const start = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/u, '');
  return /^(?:commit|end|abort|rollback(?!\s+(?:work\s+|transaction\s+)?to\b))\b/iu.test(start);
}

/** Thrown inside to leave a run that was cancelled between two statements. */
class Cancelled extends Error {}

class Execution {
  readonly #run: NativeRun;
  readonly #began: number;
  readonly #announced = new Set<string>();
  #committed = 0;
  /** A statement ended the transaction by itself: what ran before it is committed, and no segment was. */
  #isTorn = false;
  #canSendAhead = false;
  #at: { readonly step: number | undefined; readonly statement: NativeStatement | undefined } = {
    step: undefined,
    statement: undefined,
  };

  constructor(run: NativeRun) {
    this.#run = run;
    this.#began = run.clock.now();
  }

  async execute(): Promise<NativeOutcome> {
    const { connection, signal } = this.#run;
    const finished = new AbortController();
    const stop = (): void => void this.#cancelUntil(finished.signal);
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#canSendAhead = await looksForClient(connection);
      for (const segment of segmentsOf(this.#run)) {
        await this.#runSegment(segment);
        this.#committed += 1;
      }
    } catch (error) {
      finished.abort();
      await this.#rollBack();
      const problem = describeProblem(error, connection.label);
      const isCancelled =
        error instanceof Cancelled ||
        (signal.aborted && (problem.code === '57014' || problem.isDisconnected));
      return isCancelled ? await this.cancelled() : await this.#failed(problem);
    } finally {
      finished.abort();
      signal.removeEventListener('abort', stop);
    }
    // What is committed is known, even where nobody can be asked any more.
    const current = (await this.#currentRows()) ?? rowsAfter(this.#run);
    this.#run.onEvent({
      event: 'done',
      current,
      durationMs: Math.round(this.#run.clock.now() - this.#began),
    });
    return 'done';
  }

  async cancelled(): Promise<'cancelled'> {
    const current = await this.#currentRows();
    const isOutside = this.#at.statement?.transactional === false;
    const mending = isOutside ? await mendingOfIndexes(this.#run.connection) : '';
    this.#run.onEvent({
      event: 'cancelled',
      current,
      ...this.#rolledBack(current !== undefined && !this.#run.connection.isLost),
      ...(mending === '' ? {} : { nextStep: mending.trim() }),
    });
    return 'cancelled';
  }

  async #runSegment(segment: Segment): Promise<void> {
    if (!segment.transactional) {
      for (const action of segment.actions) await this.#act(action);
      return;
    }
    const { clock, random, signal } = this.#run;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#runTransaction(segment.actions);
        return;
      } catch (error) {
        const isLockTimeout = error instanceof DatabaseProblem && error.code === '55P03';
        if (!isLockTimeout || attempt === LOCK_TRIES || signal.aborted) throw error;
        await this.#rollBack();
        await pause(clock, FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + random()), signal);
      }
    }
  }

  async #runTransaction(actions: readonly Action[]): Promise<void> {
    const { connection } = this.#run;
    const ahead = new SentAhead(this.#run, actions, this.#canSendAhead);
    await connection.execute(connection.begin);
    try {
      for (const [index, action] of actions.entries()) {
        const sent = ahead.upTo(index);
        await this.#act(action, sent);
        // What was sent ahead cannot end it, and the state may be that of a later answer already.
        if (sent === undefined && !ahead.isUnderWay && connection.transaction !== 'open') {
          this.#isTorn = true;
          throw transactionEnded();
        }
      }
    } catch (error) {
      await this.#leave(ahead, error);
      throw error;
    }
    this.#checkCancelled();
    await connection.execute('COMMIT');
  }

  /** Waits until nothing of a transaction that is given up is under way. */
  async #leave(ahead: SentAhead, error: unknown): Promise<void> {
    const left = new AbortController();
    // After a failure the server carries nothing more out. What is given up for another reason could take long.
    const isFailed = error instanceof DatabaseProblem && error.code !== undefined;
    const stopping = isFailed || !ahead.isUnderWay ? undefined : this.#cancelUntil(left.signal);
    await ahead.settled();
    left.abort();
    await stopping;
  }

  /** Before each statement where start-up options were refused: the one before may have been a RESET. */
  async #setLimits(how: 'SET LOCAL' | 'SET SESSION'): Promise<void> {
    const { connection } = this.#run;
    const settings = connection.server?.missingSettings ?? [];
    if (settings.length === 0) return;
    await connection.execute(settings.map((setting) => `${how} ${setting}`).join('; '));
  }

  /** Does it, or waits for the answer where it was sent already. */
  async #act(action: Action, sent?: Promise<void>): Promise<void> {
    this.#checkCancelled();
    const { connection, versionTable, steps } = this.#run;
    switch (action.kind) {
      case 'createVersionTable':
        await ensureVersionTable(connection, versionTable);
        return;
      case 'beginStep':
      case 'endStep': {
        this.#at = { step: action.step, statement: undefined };
        const state = action.kind === 'beginStep' ? 'begin' : 'done';
        const revision = steps[action.step]?.revision ?? '';
        this.#announce(`${action.kind} ${action.step}`, {
          event: 'step',
          index: action.step,
          revision,
          state,
        });
        return;
      }
      case 'statement': {
        const { step, index, statement } = action;
        this.#at = { step, statement };
        this.#announce(`statement ${step} ${index}`, { event: 'statement', step, index });
        if (sent !== undefined) {
          await sent;
          return;
        }
        await this.#setLimits(statement.transactional ? 'SET LOCAL' : 'SET SESSION');
        await connection.execute(statement.sql);
        return;
      }
      case 'version':
        this.#at = { step: action.step, statement: undefined };
        await (sent ?? applyVersionChange(connection, versionTable, action.change));
    }
  }

  /** A transaction that is tried again does not tell everything again. */
  #announce(key: string, event: Parameters<NativeRun['onEvent']>[0]): void {
    if (this.#announced.has(key)) return;
    this.#announced.add(key);
    this.#run.onEvent(event);
  }

  #checkCancelled(): void {
    if (this.#run.signal.aborted) throw new Cancelled();
  }

  /**
   * A request that arrives between two statements is lost, so it is sent again until the run has ended. A server that
   * answers nothing at all, because the network is gone, is given up.
   */
  async #cancelUntil(finished: AbortSignal): Promise<void> {
    const { clock, connection } = this.#run;
    const callOff = clock.after(GIVE_UP_AFTER_MS, () => {
      if (!finished.aborted) connection.abandon();
    });
    while (!finished.aborted && !connection.isLost) {
      await connection.cancel();
      await pause(clock, CANCEL_AGAIN_MS, finished);
    }
    callOff();
  }

  async #failed(problem: DatabaseProblem): Promise<'failed'> {
    const { steps, onEvent } = this.#run;
    const step = this.#at.step === undefined ? undefined : steps[this.#at.step];
    const { statement } = this.#at;
    const current = await this.#currentRows();
    const isOutside = statement?.transactional === false;
    onEvent({
      event: 'failed',
      message: `${problem.message}; ${this.#aftermath(problem, current)}`,
      nextStep: `${isOutside ? await mendingOfIndexes(this.#run.connection) : ''}${problem.nextStep}`,
      revision: step?.revision,
      path: step?.path,
      line: statement?.line,
      sql: statement?.sql,
      code: problem.code,
      current,
      ...this.#rolledBack(current !== undefined && !problem.isDisconnected),
    });
    return 'failed';
  }

  /** `isTold`: the server itself ended the transaction, and said where the database is. */
  #rolledBack(isTold: boolean): { readonly isRolledBack?: true } {
    const isOutside = this.#at.statement?.transactional === false;
    const isWhole = this.#committed === 0 && !this.#isTorn && !isOutside;
    return isTold && isWhole ? { isRolledBack: true } : {};
  }

  /** What is left of the run in the database. */
  #aftermath({ isDisconnected }: DatabaseProblem, current: readonly string[] | undefined): string {
    if (current === undefined) return 'the database could not be asked what is left of the run';
    const at = `the database is at ${current.length === 0 ? 'no revision' : current.join(', ')}`;
    // A COMMIT whose answer is lost may have been carried out: the rows tell.
    if (isDisconnected || this.#isTorn) return at;
    if (this.#at.statement?.transactional === false) {
      return `this statement ran outside a transaction and may have left something behind, ${at}`;
    }
    return this.#committed === 0
      ? `everything was rolled back, ${at}`
      : `what was committed before it stays, ${at}`;
  }

  async #rollBack(): Promise<void> {
    const { connection } = this.#run;
    if (connection.isLost) return;
    // A session that is lost here is rolled back by the server.
    await connection.execute('ROLLBACK').catch(() => undefined);
  }

  /** The rows as another session sees them when this one is lost; undefined when none can be had. */
  async #currentRows(): Promise<readonly string[] | undefined> {
    const { connection, versionTable } = this.#run;
    let other: Connection | undefined;
    try {
      if (connection.isLost) other = await connection.reopen();
      return await readVersionRows(other ?? connection, versionTable);
    } catch {
      return undefined;
    } finally {
      await other?.close();
    }
  }
}

/** The version rows when all of it is committed. */
function rowsAfter({ plannedCurrent, steps }: NativeRun): readonly string[] {
  const rows = new Set(plannedCurrent);
  for (const change of steps.flatMap(({ versionChanges }) => versionChanges)) {
    if (change.kind === 'delete') rows.delete(change.version);
    if (change.kind === 'update') rows.delete(change.from);
    if (change.kind !== 'delete') rows.add(change.kind === 'insert' ? change.version : change.to);
  }
  return [...rows];
}

function transactionEnded(): DatabaseProblem {
  return new DatabaseProblem({
    message: 'the statement ended the transaction by itself; what ran before it is committed',
    nextStep: 'Use `with op.get_context().autocommit_block():`, or run it through Alembic.',
  });
}
