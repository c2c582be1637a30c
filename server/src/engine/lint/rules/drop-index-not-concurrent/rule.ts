// drop-index-not-concurrent: DROP INDEX waits for every query on the table, and every later one waits for it.
import { hasRows, tableBefore } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { concurrentFix } from '../../writing/concurrently';
import type { DropIndex, TableName } from '../../../operations/operation';
import { findIndex } from '../../../schema/lookup';

export const dropIndexNotConcurrent = defineOperationRule({
  id: 'drop-index-not-concurrent',
  summary: 'Dropping an index without CONCURRENTLY locks the table against reads and writes.',
  severity: 'info',
  dialects: ['postgresql'],
  on: ['dropIndex'],
  check(operation, context, report) {
    if (operation.options['postgresql_concurrently'] === true) return;
    const table = tableOf(operation, context);
    if (table === undefined || !hasRows(context, table) || isDroppedToo(table, context)) return;
    const fix = concurrentFix(operation, context);
    report({
      span: operation.span,
      message:
        `DROP INDEX takes an ACCESS EXCLUSIVE lock on "${table.name}": it is quick, but it waits for every running query, ` +
        'and everything that comes after waits behind it. With postgresql_concurrently=True inside ' +
        '`with op.get_context().autocommit_block():` nobody waits.',
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

/** The table as written, else the one that has the index at this point. */
function tableOf({ table, name, schema }: DropIndex, { before }: OperationContext): TableName | undefined {
  return table ?? findIndex(before, name.text, schema)?.table;
}

/** The table goes in the same function: the lock is taken anyway. */
function isDroppedToo(table: TableName, { function: analysis, before }: OperationContext): boolean {
  const last = analysis.steps.at(-1)?.after;
  return (
    tableBefore(before, table) !== undefined && last !== undefined && tableBefore(last, table) === undefined
  );
}
