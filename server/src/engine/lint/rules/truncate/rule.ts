// truncate: all rows of a table are deleted in a moment, and nothing brings them back.
import { isNewTable, parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const truncate = defineRevisionRule({
  id: 'truncate',
  summary: 'TRUNCATE deletes every row, with CASCADE also those of the tables that refer to it.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'truncate') continue;
      const known = sql.tables.filter((table) => !isNewTable(upgrade, stepIndex, table));
      if (known.length === 0) continue;
      const names = known.map(({ name }) => name).join(', ');
      const cascade = sql.cascade
        ? ' CASCADE empties every table with a foreign key to it as well, without naming them.'
        : '';
      report({
        span: sql.span,
        message:
          `All rows of ${names} are deleted, downgrade() cannot bring them back, and the ACCESS EXCLUSIVE lock keeps everybody ` +
          `out.${cascade} If the rows have to go, delete them with a WHERE, in batches, and say why in a comment.`,
      });
    }
  },
});
