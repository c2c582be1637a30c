// drop-index-not-concurrent: DROP INDEX waits for every query on the table, and every later one waits for it.
import { hasRows, isOutsideTransaction, operationsOf, sameTable } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { concurrentFix } from '../../writing/concurrently';
import type { DropIndex, TableName } from '../../../operations/operation';
import { findIndex } from '../../../schema/lookup';
import { lockEffect } from '../../../sql/locks';
import { fixList } from '../../writing/fix';

export const dropIndexNotConcurrent = defineOperationRule({
  id: 'drop-index-not-concurrent',
  summary: 'Dropping an index without CONCURRENTLY locks the table against reads and writes.',
  severity: 'info',
  dialects: ['postgresql'],
  on: ['dropIndex'],
  readsSql: true,
  check(operation, context, report) {
    if (operation.options['postgresql_concurrently'] === true) return;
    const table = tableOf(operation, context);
    if (table === undefined || !hasRows(context, table) || isLockedAnyway(table, context)) return;
    report({
      span: operation.span,
      message:
        `DROP INDEX takes an ACCESS EXCLUSIVE lock on "${table.name}": it is quick, but it waits for every running query, ` +
        'and everything that comes after waits behind it. With ' +
        `${context.sql === undefined ? 'postgresql_concurrently=True' : 'DROP INDEX CONCURRENTLY'} inside ` +
        '`with op.get_context().autocommit_block():` nobody waits.',
      fixes: () => fixList(concurrentFix(operation, context)),
    });
  },
});

/** The table as written, else the one that has the index at this point. */
function tableOf({ table, name, schema }: DropIndex, { before }: OperationContext): TableName | undefined {
  return table ?? findIndex(before, name.text, schema)?.table;
}

/** Another operation of the same transaction locks the table for everyone too: this one makes it no worse. */
function isLockedAnyway(table: TableName, { function: analysis, stepIndex }: OperationContext): boolean {
  if (isOutsideTransaction(analysis, stepIndex)) return false;
  return operationsOf(analysis).some(
    ({ operation, stepIndex: at }) =>
      operation.kind !== 'dropIndex' &&
      operation.kind !== 'createIndex' &&
      'table' in operation &&
      lockEffect(operation).lock === 'ACCESS EXCLUSIVE' &&
      sameTable({ name: operation.table.name, schema: operation.table.schema }, table) &&
      !isOutsideTransaction(analysis, at),
  );
}
