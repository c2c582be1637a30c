// Columns that belong to no table yet: what was made of them before goes with them when a table takes them in.
import type { SqlExpression } from '../expression';
import { NotKnown } from '../interpreter/signals';
import { isObject, type ColumnValue, type Value } from '../values';

/** The column object that an expression was made of. */
const origins = new WeakMap<SqlExpression, ColumnValue>();

/** Notes that the column object is part of an expression, which keeps how it stands at that time. */
export function noteUse(column: ColumnValue, reference: SqlExpression): void {
  if (column.table !== undefined) return;
  column.isUsed = true;
  origins.set(reference, column);
}

/** The constraint or index comes into the table of its columns by itself, even when nobody passes it on. */
export function attachLater(value: Value, parts: readonly unknown[]): Value {
  for (const column of parts.flatMap(columnsIn)) {
    if (column.table === undefined) (column.waiting ??= []).push(value);
  }
  return value;
}

function columnsIn(part: unknown): readonly ColumnValue[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('kind' in part && part.kind === 'column' && 'definition' in part) return [part as ColumnValue];
  const origin = origins.get(part as SqlExpression);
  if (origin !== undefined) return [origin];
  return Object.values(part).flatMap(columnsIn);
}

/** Stops where a table takes in a column, but not what waits for it. */
export function checkWaiting(columns: readonly Value[], taken: readonly Value[]): void {
  for (const column of columns) {
    if (!isObject(column) || column.kind !== 'column') continue;
    if (column.waiting?.some((value) => !taken.includes(value)))
      throw new NotKnown(
        'a constraint or index made of the column before comes with it, which is not followed',
      );
  }
}

/** True when an expression made of the column before goes on without the table that takes it in. */
export function isStale(value: Value): boolean {
  if (!isObject(value)) return false;
  if (value.kind === 'column') return value.isUsed === true && value.waiting === undefined;
  return value.kind === 'expression' && value.isUsed === true;
}
