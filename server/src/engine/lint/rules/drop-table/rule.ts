// drop-table: the rows of a table are deleted, and code that still reads it fails.
import { isKnownElsewhere, operationsOf, sameTable, isKnownMissing, tableBefore } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { TableName } from '../../../operations/operation';

export const dropTable = defineOperationRule({
  id: 'drop-table',
  summary: 'Dropping a table deletes its rows, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropTable'],
  readsSql: true,
  check({ table, ifExists, span }, context, report) {
    if (!isKnownElsewhere(context, table) || isReplaced(table, context)) return;
    if (ifExists && (isKnownMissing(context, table) || isLeftover(table, context))) return;
    report({
      span,
      message:
        `Table "${table.name}" is dropped with all its rows: downgrade() can bring back the table, not what was in it, ` +
        'and the running version of the application fails on every query that names it. Release code that no longer ' +
        'uses the table first; drop it in a later revision.',
    });
  },
});

/** A table that no revision made and this one makes next: the statement clears what a failed attempt left behind. */
function isLeftover(table: TableName, { before, function: analysis, stepIndex }: OperationContext): boolean {
  return (
    tableBefore(before, table) === undefined &&
    operationsOf(analysis).some(
      ({ operation, stepIndex: at }) =>
        at > stepIndex && operation.kind === 'createTable' && sameTable(operation.table, table),
    )
  );
}

/** A rebuilt copy takes the name of the dropped table, as people do on SQLite. */
function isReplaced(table: TableName, { function: analysis, stepIndex }: OperationContext): boolean {
  return operationsOf(analysis).some(
    ({ operation, stepIndex: at }) =>
      at > stepIndex &&
      operation.kind === 'renameTable' &&
      sameTable({ name: operation.newName, schema: operation.table.schema }, table),
  );
}
