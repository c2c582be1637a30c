// not-null-without-default: add_column with NOT NULL and nothing to fill the rows that are already there.
import { fixesForColumn } from './fixes';
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import type { ColumnDefinition } from '../../../operations/definition';

export const notNullWithoutDefault = defineOperationRule({
  id: 'not-null-without-default',
  summary: 'A NOT NULL column without a default cannot be added to a table that has rows.',
  severity: 'error',
  on: ['addColumn'],
  readsSql: true,
  check(operation, context, report) {
    if (!needsValue(operation.column, context.sql !== undefined)) return;
    if (!hasRows(context, operation.table)) return;
    const { name } = operation.column;
    const client = operation.column.hasClientDefault
      ? ' `default=` does not help: it works in Python, on new rows, and prints nothing.'
      : '';
    report({
      span: operation.column.span,
      message:
        `Column "${name}" is NOT NULL and has no server default: on a table with rows the database refuses to add ` +
        `it ("column "${name}" of relation "${operation.table.name}" contains null values") and the upgrade ` +
        `stops.${client} Give it a ${context.sql === undefined ? 'server_default' : 'DEFAULT'}, or add it nullable, fill it, then set NOT NULL.`,
      fixes: () => fixesForColumn(operation, context),
    });
  },
});

/** True when existing rows would get NULL in a column that forbids it. */
function needsValue(column: ColumnDefinition, isInSql: boolean): boolean {
  const isRequired = column.nullable === false || (column.primaryKey && column.nullable !== true);
  if (!isRequired || column.serverDefault !== undefined) return false;
  return !isSerial(column, isInSql);
}

/** SERIAL fills itself; an integer primary key is printed as one. */
function isSerial(column: ColumnDefinition, isInSql: boolean): boolean {
  if (isInSql) return column.autoincrement === true;
  if (!column.primaryKey || column.autoincrement === false || column.type?.kind !== 'type') return false;
  return /^(big|small)?int(eger)?$/i.test(column.type.name);
}
