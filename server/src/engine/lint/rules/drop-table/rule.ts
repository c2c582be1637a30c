// drop-table: the rows of a table are deleted, and code that still reads it fails.
import { isKnownElsewhere, operationsOf, sameTable, isKnownMissing, tableBefore } from '../../functionFacts';
import { isTableReplaced } from '../../replaced';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { TableName } from '../../../operations/operation';

export const dropTable = defineOperationRule({
  id: 'drop-table',
  summary: 'Dropping a table deletes its rows, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropTable'],
  readsSql: true,
  check({ table, ifExists, span }, context, report) {
    if (!isKnownElsewhere(context, table) || isTableReplaced(table, context.function, context.stepIndex))
      return;
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
