// stored-generated-column: the value is computed and written for every row that is there.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const storedGeneratedColumn = defineOperationRule({
  id: 'stored-generated-column',
  summary: 'Adding a stored generated column rewrites the table while nobody can read or write it.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['addColumn'],
  readsSql: true,
  check({ table, column }, context, report) {
    const value = column.serverDefault;
    if (value?.kind !== 'computed' || value.persisted === false || !hasRows(context, table)) return;
    const { serverVersion } = context.revision;
    const virtual =
      serverVersion !== undefined && serverVersion >= 18
        ? ` PostgreSQL 18 has virtual ones (${context.sql === undefined ? 'persisted=False' : 'VIRTUAL'}), which cost nothing here.`
        : '';
    report({
      span: value.span,
      message:
        `The stored value of "${column.name}" is computed for every row of "${table.name}", so the table is rewritten under ` +
        `an ACCESS EXCLUSIVE lock: nobody can read or write it until that is done.${virtual} Add an ordinary column, fill ` +
        'it in batches and keep it up to date with a trigger or in the application, or compute it in a view.',
    });
  },
});
