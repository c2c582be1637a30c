// drop-table: the rows of a table are deleted, and code that still reads it fails.
import { isKnownElsewhere } from '../../functionFacts';
import { findsNothing, isTableReplaced } from '../../replaced';
import { defineOperationRule } from '../../rule';

export const dropTable = defineOperationRule({
  id: 'drop-table',
  summary: 'Dropping a table deletes its rows, and code that still reads it fails.',
  severity: 'warning',
  on: ['dropTable'],
  readsSql: true,
  check(operation, context, report) {
    const { table, span } = operation;
    const { before, function: analysis, stepIndex } = context;
    if (!isKnownElsewhere(context, table) || isTableReplaced(table, analysis, stepIndex)) return;
    if (findsNothing(operation, before, analysis, stepIndex)) return;
    report({
      span,
      message:
        `Table "${table.name}" is dropped with all its rows: downgrade() can bring back the table, not what was in it, ` +
        'and the running version of the application fails on every query that names it. Release code that no longer ' +
        'uses the table first; drop it in a later revision.',
    });
  },
});
