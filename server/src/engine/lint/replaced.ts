// Drops that take nothing away: a copy takes the name, or IF EXISTS finds nothing.
import { isWrittenBefore, operationsOf, sameTable, tableBefore } from './functionFacts';
import type { FunctionAnalysis } from './rule';
import type { DropColumn, DropTable, TableName } from '../operations/operation';
import type { Schema } from '../schema/schema';

/** Another column takes its name: a change of type by copy, before or behind the drop. */
export function isColumnReplaced(
  { table, column }: DropColumn,
  analysis: FunctionAnalysis,
  stepIndex: number,
): boolean {
  return operationsOf(analysis).some(({ operation, stepIndex: at }) => {
    if (operation.kind === 'alterColumn')
      return operation.newName === column && sameTable(operation.table, table);
    const isBack = operation.kind === 'addColumn' && operation.column.name === column && at > stepIndex;
    if (!isBack || !sameTable(operation.table, table)) return false;
    // The values of a generated column are computed again.
    return (
      operation.column.serverDefault?.kind === 'computed' || isWrittenBefore(analysis, stepIndex, table.name)
    );
  });
}

/** A rebuilt copy takes the name of the dropped table, as people do on SQLite. */
export function isTableReplaced(table: TableName, analysis: FunctionAnalysis, stepIndex: number): boolean {
  return operationsOf(analysis).some(
    ({ operation, stepIndex: at }) =>
      at > stepIndex &&
      operation.kind === 'renameTable' &&
      sameTable({ name: operation.newName, schema: operation.table.schema }, table),
  );
}

/**
 * IF EXISTS finds nothing: a history that is known to its last step has not made the object, or no revision made the table and
 * this one makes it next, so that the statement clears what a failed attempt left behind.
 */
export function findsNothing(
  operation: DropColumn | DropTable,
  before: Schema,
  analysis: FunctionAnalysis,
  stepIndex: number,
): boolean {
  if (!operation.ifExists) return false;
  const known = tableBefore(before, operation.table);
  if (known !== undefined) {
    if (operation.kind === 'dropTable') return false;
    return known.isComplete && known.columns.every(({ name }) => name !== operation.column);
  }
  const isMadeNext = operationsOf(analysis).some(
    ({ operation: later, stepIndex: at }) =>
      at > stepIndex && later.kind === 'createTable' && sameTable(later.table, operation.table),
  );
  return before.isComplete || (operation.kind === 'dropTable' && isMadeNext);
}
