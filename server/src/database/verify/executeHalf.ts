// Executes one direction of a revision the way a run does, without lock, retries and events: a scratch database has one
// user, and what goes wrong is the result that is wanted.
import type { Connection } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { segmentsOf, type NativeStatement } from '../nativeRun';
import { applyVersionChange, ensureVersionTable, type VersionTable } from '../versionRows';
import type { VerifyHalf, VerifyStep } from './verifyStep';

/** Where and why a direction failed. The connection is outside a transaction afterwards. */
export interface HalfFailure {
  readonly problem: DatabaseProblem;
  readonly statement: NativeStatement | undefined;
  /** True when something was committed before it failed. */
  readonly isPartial: boolean;
}

/** Undefined when it worked. Anything but a DatabaseProblem is thrown. */
export async function executeHalf(
  connection: Connection,
  step: VerifyStep,
  direction: 'upgrade' | 'downgrade',
  half: VerifyHalf,
  table: VersionTable,
): Promise<HalfFailure | undefined> {
  const { revision, message, path } = step;
  const rows = direction === 'upgrade' ? step.from : step.to;
  const native = { direction, revision, message, path, from: [], to: [], ...half };
  let isPartial = false;
  let at: NativeStatement | undefined;
  try {
    const run = { steps: [native], plannedCurrent: rows, transactionPerMigration: false };
    for (const segment of segmentsOf(run)) {
      if (segment.transactional) await connection.execute('BEGIN');
      for (const action of segment.actions) {
        at = action.kind === 'statement' ? action.statement : undefined;
        if (action.kind === 'createVersionTable') await ensureVersionTable(connection, table);
        if (action.kind === 'version') await applyVersionChange(connection, table, action.change);
        if (action.kind === 'statement') await connection.execute(action.statement.sql);
        if (segment.transactional && connection.transaction !== 'open') throw endedItself();
      }
      if (segment.transactional) await connection.execute('COMMIT');
      isPartial = true;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error;
    if (!connection.isLost) await connection.execute('ROLLBACK').catch(() => undefined);
    return { problem: error, statement: at, isPartial };
  }
}

function endedItself(): DatabaseProblem {
  return new DatabaseProblem({
    message: 'the statement ended the transaction by itself',
    nextStep: 'Use `with op.get_context().autocommit_block():` around what needs it.',
  });
}
