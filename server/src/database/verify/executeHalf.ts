// Executes one direction of a revision the way a run does, without lock, retries and events: a scratch database has one
// user, and what goes wrong is the result that is wanted.
import type { Connection } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { segmentsOf, type Action, type NativeStatement, type Segment } from '../nativeRun';
import { SentAhead } from '../sentAhead';
import { applyVersionChange, ensureVersionTable, type VersionTable } from '../versionRows';
import type { VerifyHalf, VerifyStep } from './verifyStep';

/** Where and why a direction failed. The connection is outside a transaction afterwards. */
export interface HalfFailure {
  readonly problem: DatabaseProblem;
  readonly statement: NativeStatement | undefined;
  /** True when something was committed before it failed. */
  readonly isPartial: boolean;
}

export interface HalfExecution {
  readonly connection: Connection;
  readonly step: VerifyStep;
  readonly direction: 'upgrade' | 'downgrade';
  readonly half: VerifyHalf;
  readonly versionTable: VersionTable;
  readonly signal: AbortSignal;
}

/**
 * Undefined when it worked. Anything but a DatabaseProblem is thrown. A server is sent everything without waiting for each
 * answer; there `onSent` is called when all that is left are answers, and what it asks is asked of what the direction left.
 */
export async function executeHalf(
  execution: HalfExecution,
  onSent?: () => void,
): Promise<HalfFailure | undefined> {
  const { connection, step, direction, half } = execution;
  const { revision, message, path } = step;
  const rows = direction === 'upgrade' ? step.from : step.to;
  const native = { direction, revision, message, path, from: [], to: [], ...half };
  const run = { steps: [native], plannedCurrent: rows, transactionPerMigration: false };
  const segments = segmentsOf(run);
  const progress: Progress = { isPartial: false, statement: undefined };
  try {
    for (const [index, segment] of segments.entries()) {
      await executeSegment(execution, segment, progress, index === segments.length - 1 ? onSent : undefined);
      progress.isPartial = true;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error;
    if (!connection.isLost) await connection.execute('ROLLBACK').catch(() => undefined);
    return { problem: error, ...progress };
  }
}

interface Progress {
  isPartial: boolean;
  /** The one at work. */
  statement: NativeStatement | undefined;
}

async function executeSegment(
  execution: HalfExecution,
  { transactional, actions }: Segment,
  progress: Progress,
  onSent: (() => void) | undefined,
): Promise<void> {
  if (transactional) {
    await executeTransaction(execution, actions, progress, onSent);
    return;
  }
  for (const action of actions) {
    progress.statement = action.kind === 'statement' ? action.statement : undefined;
    await act(execution, action);
  }
  onSent?.();
}

async function executeTransaction(
  execution: HalfExecution,
  actions: readonly Action[],
  progress: Progress,
  onSent: (() => void) | undefined,
): Promise<void> {
  const { connection } = execution;
  // The others are asked one thing at a time.
  const isAhead = connection.kind === 'server';
  const ahead = new SentAhead(execution, actions, isAhead);
  const end = async (): Promise<void> => {
    const answer = connection.execute('COMMIT');
    if (isAhead) onSent?.();
    await answer;
  };
  let committed: Promise<void> | undefined;
  const begun = connection.execute('BEGIN');
  begun.catch(() => undefined);
  if (!isAhead) await begun;
  try {
    for (const [index, action] of actions.entries()) {
      const sent = ahead.upTo(index);
      if (isAhead && ahead.isAllSent) committed ??= end();
      committed?.catch(() => undefined);
      await begun;
      progress.statement = action.kind === 'statement' ? action.statement : undefined;
      await (sent ?? act(execution, action));
      // What was sent ahead cannot end it, and the state may be that of a later answer already.
      const isAlone = action.kind === 'statement' && sent === undefined && !ahead.isUnderWay;
      if (isAlone && connection.transaction !== 'open') throw endedItself();
    }
    await (committed ?? end());
  } finally {
    // After a failure the server carries nothing more out, and a COMMIT rolls back.
    await ahead.settled();
    await committed?.catch(() => undefined);
  }
}

async function act({ connection, versionTable }: HalfExecution, action: Action): Promise<void> {
  if (action.kind === 'createVersionTable') await ensureVersionTable(connection, versionTable);
  if (action.kind === 'version') await applyVersionChange(connection, versionTable, action.change);
  if (action.kind === 'statement') await connection.execute(action.statement.sql);
}

function endedItself(): DatabaseProblem {
  return new DatabaseProblem({
    message: 'the statement ended the transaction by itself',
    nextStep: 'Use `with op.get_context().autocommit_block():` around what needs it.',
  });
}
