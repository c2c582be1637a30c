// matview-refresh: REFRESH without CONCURRENTLY keeps readers out while the query of the view runs.
import { parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const matviewRefresh = defineRevisionRule({
  id: 'matview-refresh',
  summary: 'REFRESH MATERIALIZED VIEW keeps readers out until its query is done.',
  severity: 'info',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    const placed = parsedSqlOf(upgrade);
    for (const { sql } of placed) {
      if (sql.kind !== 'maintenance' || sql.verb !== 'refresh' || sql.options.includes('concurrently'))
        continue;
      const names = sql.names.map(({ name }) => name);
      const isNew = placed.some(
        ({ sql: other }) =>
          other.kind === 'createObject' &&
          other.object === 'materializedView' &&
          names.includes(other.name?.name ?? ''),
      );
      if (isNew) continue;
      report({
        span: sql.span,
        message:
          `REFRESH takes an ACCESS EXCLUSIVE lock on ${names.join(', ')} until its query is done: nobody can read the view ` +
          'meanwhile. With a unique index on the view, REFRESH MATERIALIZED VIEW CONCURRENTLY keeps nobody out.',
      });
    }
  },
});
