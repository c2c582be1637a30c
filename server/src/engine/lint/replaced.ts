// Drops behind which the name lives on: a column or table that was copied under another name takes it.
import { isWrittenBefore, operationsOf, sameTable } from './functionFacts';
import type { FunctionAnalysis } from './rule';
import type { DropColumn, TableName } from '../operations/operation';

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
