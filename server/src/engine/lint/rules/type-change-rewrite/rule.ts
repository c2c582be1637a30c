// type-change-rewrite: a change of type for which PostgreSQL writes every row and every index again.
import { columnType, typeBefore, needsUsing, rewritesTable } from '../../columnTypes';
import { columnBefore, hasRows, isNewColumn } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const typeChangeRewrite = defineOperationRule({
  id: 'type-change-rewrite',
  summary: 'This change of type rewrites the table while nobody can read or write it.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span, options } = operation;
    if (operation.type === undefined || !hasRows(context, table)) return;
    if (isNewColumn(context.function, context.stepIndex, table, column)) return;
    const from = typeBefore(columnBefore(context.before, table, column)?.type, operation.existingType);
    const to = columnType(operation.type);
    if (from === undefined || to === undefined || rewritesTable(from, to) !== true) return;
    // Without USING it is refused, so nothing gets written.
    if (options['postgresql_using'] === undefined && needsUsing(from, to) === true) return;
    const zones =
      from.name.startsWith('timestamp') && to.name.startsWith('timestamp') && from.name !== to.name;
    const zoneHint = zones
      ? " Values are read in the session's time zone, and with TimeZone set to UTC PostgreSQL skips the rewrite: SET LOCAL timezone = 'UTC' before it."
      : '';
    report({
      span,
      message:
        `From ${from.text} to ${to.text} PostgreSQL writes every row of "${table.name}" and its indexes again, under an ` +
        `ACCESS EXCLUSIVE lock: nobody can read or write the table until that is done.${zoneHint} On a large table add a ` +
        `new column, write both, copy in batches, switch and drop "${column}" in a later revision.`,
    });
  },
});
