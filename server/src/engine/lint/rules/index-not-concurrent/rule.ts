// index-not-concurrent: CREATE INDEX keeps writers out of the table while it reads all of it.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { concurrentFix } from '../../writing/concurrently';

export const indexNotConcurrent = defineOperationRule({
  id: 'index-not-concurrent',
  summary: 'Creating an index without CONCURRENTLY blocks every write to the table until it is built.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createIndex'],
  check(operation, context, report) {
    const { table, index, span } = operation;
    if (index.options['postgresql_concurrently'] === true || !hasRows(context, table)) return;
    const fix = concurrentFix(operation, context);
    report({
      span,
      message:
        `CREATE INDEX on "${table.name}" takes a SHARE lock: nobody can insert, update or delete until the whole table is ` +
        'read. On a table of any size, build it concurrently: postgresql_concurrently=True inside ' +
        '`with op.get_context().autocommit_block():`, since it cannot run in a transaction.',
      fixes: fix === undefined ? [] : [fix],
    });
  },
});
