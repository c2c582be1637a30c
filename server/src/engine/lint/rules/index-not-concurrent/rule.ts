// index-not-concurrent: CREATE INDEX keeps writers out of the table while it reads all of it.
import { hasRows, operationsOf, parsedSqlOf } from '../../functionFacts';
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
    for (const { operation, stepIndex, before } of operationsOf(analysis)) {
      if (operation.kind !== 'createIndex') continue;
      const context = { revision, function: analysis, stepIndex, before };
      const { table, index, span } = operation;
      if (index.options['postgresql_concurrently'] === true || !hasRows(context, table)) continue;
      const advice =
        'build it concurrently: postgresql_concurrently=True inside `with op.get_context().autocommit_block():`, since it ' +
        'cannot run in a transaction.';
      report({
        span,
        message: messageFor(table.name, advice),
        fixes: () => fixList(concurrentFix(operation, context)),
      });
    }
    for (const { sql, stepIndex } of parsedSqlOf(analysis)) {
      const before = analysis.steps[stepIndex]?.before;
      if (sql.kind !== 'createIndex' || sql.isConcurrent || before === undefined) continue;
      if (!hasRows({ revision, function: analysis, stepIndex, before }, sql.table)) continue;
      const advice =
        'write CREATE INDEX CONCURRENTLY inside `with op.get_context().autocommit_block():`, since it cannot run in a transaction.';
      report({ span: sql.span, message: messageFor(sql.table.name, advice) });
    }
  },
});

function messageFor(table: string, advice: string): string {
  return (
    `CREATE INDEX on "${table}" takes a SHARE lock: nobody can insert, update or delete until the whole table is ` +
    `read. On a table of any size, ${advice}`
  );
}
