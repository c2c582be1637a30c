// drop-column: the values of a column are deleted, and code that still names it fails.
import {
  isKnownElsewhere,
  isKnownMissing,
  isNewColumn,
  isWrittenBefore,
  operationsOf,
  sameTable,
  tableBefore,
} from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { DropColumn } from '../../../operations/operation';

export const dropColumn = defineOperationRule({
  id: 'drop-column',
  summary: 'Dropping a column deletes its values, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span } = operation;
    if (!isKnownElsewhere(context, table)) return;
    if (isNewColumn(context.function, context.stepIndex, table, column) || isReplaced(operation, context))
      return;
    if (operation.ifExists && isMissing(operation, context)) return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" is dropped with all its values: downgrade() can bring back the column, ` +
        'not what was in it, and the running version of the application fails on every query that names it. Release ' +
        'code that no longer uses the column first; drop it in a later revision.',
    });
  },
});

/** IF EXISTS finds nothing: the history knows the whole table, and the column is not in it. */
function isMissing({ table, column }: DropColumn, context: OperationContext): boolean {
  const known = tableBefore(context.before, table);
  if (known === undefined) return isKnownMissing(context, table);
  return known.isComplete && known.columns.every(({ name }) => name !== column);
}

/** Another column takes its name: a change of type by copy, before or behind the drop. */
function isReplaced(
  { table, column }: DropColumn,
  { function: analysis, stepIndex }: OperationContext,
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
