// drop-not-null: readers of a column that always had a value meet NULL.
import { columnBefore, isKnownElsewhere, isNewColumn } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const dropNotNull = defineOperationRule({
  id: 'drop-not-null',
  summary: 'Readers of a column that always had a value may not expect NULL.',
  severity: 'hint',
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, nullable, existingNullable, span } = operation;
    if (nullable !== true || existingNullable === true || !isKnownElsewhere(context, table)) return;
    if (isNewColumn(context.function, context.stepIndex, table, column)) return;
    if (columnBefore(context.before, table, column)?.nullable === true) return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" may be NULL from here on. Code that reads it without expecting None ` +
        'fails on the first such row, and downgrade() fails as long as there is one. Release readers that cope first.',
    });
  },
});
