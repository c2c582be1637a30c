// drop-not-null: readers of a column that always had a value meet NULL.
import { columnBefore, isKnownElsewhere, isNewColumn } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import type { AlterColumn } from '../../../operations/operation';

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
    const known = columnBefore(context.before, table, column);
    if (known?.nullable === true || (known === undefined && isRepeated(operation))) return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" may be NULL from here on. Code that reads it without expecting None ` +
        'fails on the first such row, and downgrade() fails as long as there is one. Release readers that cope first.',
    });
  },
});

/** What a change of something else repeats, where nobody says what it was before: MySQL wants all of a column said. */
function isRepeated({ existingNullable, type, newName, serverDefault, comment }: AlterColumn): boolean {
  const changes = type !== undefined || newName !== undefined || serverDefault.given || comment.given;
  return existingNullable === undefined && changes;
}
