// index-not-concurrent: CREATE INDEX keeps writers out of the table while it reads all of it.
import { hasRows, operationsOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';
import { concurrentFix } from '../../writing/concurrently';
import { fixList } from '../../writing/fix';

export const indexNotConcurrent = defineRevisionRule({
  id: 'index-not-concurrent',
  summary: 'Creating an index without CONCURRENTLY blocks every write to the table until it is built.',
  severity: 'warning',
  dialects: ['postgresql'],
  check(revision, report) {
    const analysis = revision.upgrade;
    for (const { operation, stepIndex, before, sql } of operationsOf(analysis)) {
      if (operation.kind !== 'createIndex') continue;
      const context = { revision, function: analysis, stepIndex, before };
      const { table, index, span } = operation;
      if (index.options['postgresql_concurrently'] === true || !hasRows(context, table)) continue;
      const advice =
        sql === undefined
          ? 'build it concurrently: postgresql_concurrently=True inside `with op.get_context().autocommit_block():`'
          : 'write CREATE INDEX CONCURRENTLY inside `with op.get_context().autocommit_block():`';
      report({
        span,
        message: messageFor(table.name, `${advice}, since it cannot run in a transaction.`),
        fixes: () => (sql === undefined ? fixList(concurrentFix(operation, context)) : []),
      });
    }
  },
});

function messageFor(table: string, advice: string): string {
  return (
    `CREATE INDEX on "${table}" takes a SHARE lock: nobody can insert, update or delete until the whole table is ` +
    `read. On a table of any size, ${advice}`
  );
}
