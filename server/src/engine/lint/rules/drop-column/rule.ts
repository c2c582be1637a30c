// drop-column: the values of a column are deleted, and code that still names it fails.
import { isKnownElsewhere, isNewColumn, operationsOf, sameTable } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { DropColumn } from '../../../operations/operation';

export const dropColumn = defineOperationRule({
  id: 'drop-column',
  summary: 'Dropping a column deletes its values, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropColumn'],
  check(operation, context, report) {
    const { table, column, span } = operation;
    if (!isKnownElsewhere(context, table)) return;
    if (isNewColumn(context.function, context.stepIndex, table, column) || isReplaced(operation, context))
      return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" is dropped with all its values: downgrade() can bring back the column, ` +
        'not what was in it, and the running version of the application fails on every query that names it. Release ' +
        'code that no longer uses the column first; drop it in a later revision.',
    });
  },
});

/** Another column takes its name: the last step of a change of type by copy. */
function isReplaced({ table, column }: DropColumn, { function: analysis }: OperationContext): boolean {
  return operationsOf(analysis).some(
    ({ operation }) =>
      operation.kind === 'alterColumn' && operation.newName === column && sameTable(operation.table, table),
  );
}
