// set-not-null-existing: NOT NULL on a column whose rows nobody filled: the check of all rows fails on the first NULL.
import { isFilledEarlier } from './backfills';
import { fixesForNotNull } from './fixes';
import {
  columnBefore,
  hasRows,
  isBehindOpaque,
  isNewColumn,
  isWrittenBefore,
  operationsOf,
  sameTable,
  tableBefore,
} from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { AlterColumn } from '../../../operations/operation';

export const setNotNullExisting = defineOperationRule({
  id: 'set-not-null-existing',
  summary: 'SET NOT NULL fails on the first row that has no value, and nothing fills them before.',
  severity: 'warning',
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, nullable, existingNullable, span } = operation;
    if (nullable !== false || existingNullable === false || !hasRows(context, table)) return;
    if (columnBefore(context.before, table, operation.column)?.nullable === false) return;
    if (isFilled(operation, context)) return;
    const scan =
      context.revision.dialect === 'postgresql'
        ? ' PostgreSQL reads the whole table under ACCESS EXCLUSIVE to find out, while nobody else can read or write it; ' +
          'a CHECK constraint "IS NOT NULL" that was added NOT VALID and validated before spares that.'
        : '';
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" becomes NOT NULL, but neither this revision nor one shortly before fills the ` +
        `rows that have no value: the first one stops the upgrade.${scan} Fill them before, with an UPDATE ... WHERE ${column} IS NULL.`,
      fixes: () => fixesForNotNull(operation, context),
    });
  },
});

/** Something before it may have given every row a value. */
function isFilled(operation: AlterColumn, context: OperationContext): boolean {
  const { table, column, options } = operation;
  const { function: analysis, stepIndex } = context;
  if (isBehindOpaque(analysis, stepIndex) || isWrittenBefore(analysis, stepIndex, table.name)) return true;
  const using = options['postgresql_using'];
  if (typeof using === 'string' && /coalesce|case\b/i.test(using)) return true;
  if (isNewColumn(analysis, stepIndex, table, column)) return hasDefault(column, context, table);
  // What had a default from the beginning has values, unless somebody wrote NULL on purpose.
  const origin = columnBefore(context.before, table, column);
  if (origin?.definition.serverDefault !== undefined && origin.serverDefault !== undefined) return true;
  return isChecked(column, context, table) || isFilledEarlier(operation, context);
}

/** A column that this function adds has its default in every row, or NULL in every row. */
function hasDefault(
  column: string,
  { function: analysis }: OperationContext,
  table: AlterColumn['table'],
): boolean {
  return operationsOf(analysis).some(
    ({ operation }) =>
      operation.kind === 'addColumn' &&
      operation.column.name === column &&
      sameTable(operation.table, table) &&
      (operation.column.serverDefault !== undefined || operation.column.primaryKey),
  );
}

/** A validated CHECK says already that the column has no NULL. */
function isChecked(column: string, context: OperationContext, table: AlterColumn['table']): boolean {
  const constraints = tableBefore(context.before, table)?.constraints ?? [];
  return constraints.some(
    ({ definition, columns }) =>
      definition.kind === 'check' &&
      columns.length === 1 &&
      columns[0] === column &&
      definition.condition.kind === 'text' &&
      /\bis\s+not\s+null\b/i.test(definition.condition.text) &&
      definition.options['postgresql_not_valid'] !== true,
  );
}
