// drop-column: the values of a column are deleted, and code that still names it fails.
import { isKnownElsewhere, isNewColumn } from '../../functionFacts';
import { findsNothing, isColumnReplaced } from '../../replaced';
import { defineOperationRule } from '../../rule';

export const dropColumn = defineOperationRule({
  id: 'drop-column',
  summary: 'Dropping a column deletes its values, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span } = operation;
    if (!isKnownElsewhere(context, table)) return;
    if (
      isNewColumn(context.function, context.stepIndex, table, column) ||
      isColumnReplaced(operation, context.function, context.stepIndex)
    )
      return;
    if (findsNothing(operation, context.before, context.function, context.stepIndex)) return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" is dropped with all its values: downgrade() can bring back the column, ` +
        'not what was in it, and the running version of the application fails on every query that names it. Release ' +
        'code that no longer uses the column first; drop it in a later revision.',
    });
  },
});
