// The lock that each operation takes on a running PostgreSQL, for hints beside the code.
import type { FunctionAnalysis } from '../lint/rule';
import type { Operation } from '../operations/operation';
import { findTable } from '../schema/lookup';
import type { Schema } from '../schema/schema';
import { LOCK_BLOCKS, lockEffect, statementEffect, type LockEffect } from '../sql/locks';
import type { Span } from '../text/span';

export interface LockHint {
  /** The call. */
  readonly span: Span;
  /** Short: the mode, and what it does to the table's rows. */
  readonly label: string;
  /** What the lock keeps others from doing. */
  readonly detail: string;
  readonly manual: string;
}

const WORK: Readonly<Record<LockEffect['work'], string>> = {
  none: '',
  scan: ', reads every row',
  rewrite: ', rewrites the table',
  depends: '',
};

/** A table that the function itself made has nobody to wait. */
function isNew(operation: Operation, initial: Schema): boolean {
  if (!('table' in operation) || operation.table === undefined || !initial.isComplete) return false;
  return findTable(initial, operation.table.name, operation.table.schema) === undefined;
}

/** One hint for each operation and statement that locks a table which others may use. */
export function lockHints({ steps }: FunctionAnalysis): readonly LockHint[] {
  const initial = steps[0]?.before;
  if (initial === undefined) return [];
  return steps.flatMap(({ step, parsed }): readonly LockHint[] => {
    if (step.kind === 'operation') {
      const effect = isNew(step.operation, initial) ? undefined : lockEffect(step.operation);
      return hint(step.span, effect);
    }
    return (parsed ?? []).flatMap(({ span, text }) => hint(span, statementEffect(text)));
  });
}

function hint(span: Span, effect: LockEffect | undefined): readonly LockHint[] {
  // Reading takes a lock that nobody notices.
  if (effect?.lock === undefined || effect.lock === 'ACCESS SHARE') return [];
  const label = `${effect.lock}${WORK[effect.work]}`;
  return [{ span, label, detail: LOCK_BLOCKS[effect.lock], manual: effect.manual }];
}
