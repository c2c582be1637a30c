// identity-or-serial-column: every row that is there gets a number, which rewrites the table.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import type { ColumnDefinition } from '../../../operations/definition';

export const identityOrSerialColumn = defineOperationRule({
  id: 'identity-or-serial-column',
  summary: 'Adding a column that numbers its rows rewrites the table while nobody can read or write it.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['addColumn'],
  readsSql: true,
  check({ table, column }, context, report) {
    const isNumbered = context.sql === undefined ? numbersRows(column) : numbersRowsInSql(column);
    if (!isNumbered || !hasRows(context, table)) return;
    report({
      span: column.span,
      message:
        `Every row of "${table.name}" gets a number for "${column.name}", so the table is rewritten under an ACCESS EXCLUSIVE ` +
        'lock: nobody can read or write it until that is done. Add a plain column, make a sequence and its default for ' +
        'new rows, fill the old ones in batches, then set NOT NULL and build a unique index concurrently.',
    });
  },
});

/** Identity(), or a type that SQLAlchemy prints as SERIAL. */
function numbersRows({
  serverDefault,
  primaryKey,
  autoincrement,
  type,
  constraints,
}: ColumnDefinition): boolean {
  if (serverDefault !== undefined) return serverDefault.kind === 'identity';
  if (!primaryKey || autoincrement === false || type?.kind !== 'type' || constraints.length > 0) return false;
  return /^(?:big|small)?int(?:eger)?$/i.test(type.name);
}

/** GENERATED ... AS IDENTITY, or SERIAL. */
function numbersRowsInSql({ serverDefault, autoincrement }: ColumnDefinition): boolean {
  return serverDefault?.kind === 'identity' || autoincrement === true;
}
