// What the native runner is given: a plan whose every statement is known, and how env.py wants it to be committed.
import type { Clock } from './clock';
import type { Connection } from './connection';
import type { RunEvent } from './runEvents';
import type { VersionChange, VersionTable } from './versionRows';

/** How often a transaction that could not get a lock is tried. */
export const LOCK_TRIES = 5;

export interface NativeStatement {
  /** One statement or several, without COMMIT and BEGIN of the envelope; executed as it is. */
  readonly sql: string;
  /** 1-based line of the call in the revision file. */
  readonly line: number | undefined;
  /** False inside an autocommit block: what came before is committed first, and it runs on its own. */
  readonly transactional: boolean;
}

/** One revision, up or down. */
export interface NativeStep {
  readonly direction: 'upgrade' | 'downgrade';
  readonly revision: string;
  readonly message: string;
  readonly path: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly statements: readonly NativeStatement[];
  readonly versionChanges: readonly VersionChange[];
}

export interface NativeRun {
  readonly connection: Connection;
  readonly steps: readonly NativeStep[];
  /** The version rows the plan was made for. When the database has others, nothing runs. */
  readonly plannedCurrent: readonly string[];
  readonly versionTable: VersionTable;
  /** `transaction_per_migration`: commit after each revision instead of once at the end. */
  readonly transactionPerMigration: boolean;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** 0 <= random() < 1; spreads the retries of several runs. */
  readonly random: () => number;
  /** Called once before anything runs, under the lock and after the rows were compared: makes the back-up. */
  readonly prepare?: ((signal: AbortSignal) => Promise<void>) | undefined;
  readonly onEvent: (event: RunEvent) => void;
}

/** Makes what has to be there before anything runs. False when that was cancelled; any other failure is thrown. */
export async function isPrepared({
  prepare,
  signal,
}: Pick<NativeRun, 'prepare' | 'signal'>): Promise<boolean> {
  try {
    await prepare?.(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}

/** What one `COMMIT` makes permanent, or one statement outside a transaction. */
export interface Segment {
  readonly transactional: boolean;
  readonly actions: readonly Action[];
}

export type Action =
  | { readonly kind: 'createVersionTable' }
  | { readonly kind: 'beginStep'; readonly step: number }
  | {
      readonly kind: 'statement';
      readonly step: number;
      readonly index: number;
      readonly statement: NativeStatement;
    }
  | { readonly kind: 'version'; readonly step: number; readonly change: VersionChange }
  | { readonly kind: 'endStep'; readonly step: number };

/** Where Alembic commits: at the end, after each revision when asked, and before an autocommit block. */
export function segmentsOf(
  run: Pick<NativeRun, 'steps' | 'plannedCurrent' | 'transactionPerMigration'>,
): readonly Segment[] {
  const segments: Segment[] = [];
  let actions: Action[] = [];
  const commit = (): void => {
    if (actions.length > 0) segments.push({ transactional: true, actions });
    actions = [];
  };
  // Alembic creates the table when it finds no rows, also when it is there and empty: then nothing happens.
  if (run.plannedCurrent.length === 0) actions.push({ kind: 'createVersionTable' });
  for (const [step, { statements, versionChanges }] of run.steps.entries()) {
    if (run.transactionPerMigration) commit();
    actions.push({ kind: 'beginStep', step });
    for (const [index, statement] of statements.entries()) {
      const action: Action = { kind: 'statement', step, index, statement };
      if (statement.transactional) actions.push(action);
      else {
        commit();
        segments.push({ transactional: false, actions: [action] });
      }
    }
    for (const change of versionChanges) actions.push({ kind: 'version', step, change });
    actions.push({ kind: 'endStep', step });
  }
  commit();
  return segments;
}
