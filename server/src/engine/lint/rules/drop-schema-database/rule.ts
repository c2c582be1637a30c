// drop-schema-database: everything in a database schema, or in a whole database, goes at once.
import { parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const dropSchemaDatabase = defineRevisionRule({
  id: 'drop-schema-database',
  summary: 'DROP SCHEMA CASCADE and DROP DATABASE delete everything that is in them.',
  severity: 'error',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    const placed = parsedSqlOf(upgrade);
    for (const { sql } of placed) {
      if (sql.kind !== 'drop') continue;
      const isSchema = sql.object === 'schema' && sql.cascade;
      if (!isSchema && sql.object !== 'database') continue;
      const names = sql.names.map(({ name }) => name);
      const isOwn = (name: string): boolean =>
        placed.some(
          ({ sql: other }) =>
            other.kind === 'createObject' && other.object === sql.object && other.name?.name === name,
        );
      if (names.length > 0 && names.every((name) => isOwn(name))) continue;
      report({
        span: sql.span,
        message: isSchema
          ? `Every table, view and function in the schema ${names.join(', ')} is deleted with its rows, also what no revision ` +
            'knows of, and downgrade() can bring back none of it. Drop the tables one by one, then the empty schema without CASCADE.'
          : `The database ${names.join(', ')} is deleted as a whole. That is not the business of a revision, which runs in one ` +
            'database, and DROP DATABASE cannot run inside its transaction. Remove the statement.',
      });
    }
  },
});
