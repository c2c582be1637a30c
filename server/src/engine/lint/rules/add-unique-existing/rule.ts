// add-unique-existing: a unique constraint or index over rows that may repeat each other.
import {
  hasRows,
  isBehindOpaque,
  isNewColumn,
  isWrittenBefore,
  operationsOf,
  sameTable,
  tableBefore,
} from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { sqlTable } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { CreateConstraint, CreateIndex, TableName } from '../../../operations/operation';
import type { Schema } from '../../../schema/schema';

export const addUniqueExisting = defineOperationRule({
  id: 'add-unique-existing',
  summary: 'A unique constraint or index cannot be added to rows that repeat each other.',
  severity: 'warning',
  on: ['createConstraint', 'createIndex'],
  readsSql: true,
  check(operation, context, report) {
    const columns = uniqueColumns(operation);
    if (columns === undefined || !hasRows(context, operation.table)) return;
    if (cannotRepeat(operation, columns, context)) return;
    const list = columns.map((column) => sqlName(column)).join(', ');
    const what = operation.kind === 'createIndex' ? 'index' : 'constraint';
    report({
      span: operation.span,
      message:
        `The rows of "${operation.table.name}" may repeat each other in (${columns.join(', ')}): the first pair stops ` +
        `the upgrade, and nothing in this revision looks for one. Look before the unique ${what} is created: ` +
        `SELECT ${list} FROM ${sqlTable(operation.table)} GROUP BY ${list} HAVING count(*) > 1. ` +
        'Remove the repeated rows in an earlier revision or before this statement.',
    });
  },
});

/** The columns that become unique; undefined where nothing does, or where expressions or a condition decide. */
function uniqueColumns(operation: CreateConstraint | CreateIndex): readonly string[] | undefined {
  if (operation.kind === 'createConstraint') {
    const { constraint } = operation;
    return constraint.kind === 'unique' && constraint.columns.length > 0 ? constraint.columns : undefined;
  }
  const { index } = operation;
  if (!index.unique || index.options['postgresql_where'] !== undefined) return undefined;
  const names = index.elements.map((element) => (element.kind === 'columnName' ? element.name : undefined));
  return names.includes(undefined) ? undefined : names.flatMap((name) => name ?? []);
}

function cannotRepeat(
  operation: CreateConstraint | CreateIndex,
  columns: readonly string[],
  context: OperationContext,
): boolean {
  const { function: analysis, stepIndex } = context;
  const { table } = operation;
  if (isBehindOpaque(analysis, stepIndex) || isWrittenBefore(analysis, stepIndex, table.name)) return true;
  if (isAfterUnknownUnique(table, context)) return true;
  // NULLs differ from each other, so a column that is added without a value repeats nothing.
  if (columns.some((column) => isAddedEmpty(column, operation, context))) return true;
  const isCovered = (unique: readonly string[]): boolean =>
    unique.length > 0 && unique.every((column) => columns.includes(column));
  if (uniqueSets(table, context.before).some(isCovered)) return true;
  const old = namesAtStart(operation, columns, context);
  return uniqueSets(old.table, analysis.steps[0]?.before ?? context.before).some(
    (unique) => unique.length > 0 && unique.every((column) => old.columns.includes(column)),
  );
}

/** A unique constraint that the history does not know was dropped before: this one may be the same with another name. */
function isAfterUnknownUnique(
  table: TableName,
  { function: analysis, stepIndex }: OperationContext,
): boolean {
  return operationsOf(analysis).some(
    ({ operation, stepIndex: at, before }) =>
      operation.kind === 'dropConstraint' &&
      operation.type === 'unique' &&
      at <= stepIndex &&
      sameTable(operation.table, table) &&
      tableBefore(before, table)?.constraints.some(({ definition }) => definition.kind === 'unique') !== true,
  );
}

function isAddedEmpty(
  column: string,
  { table }: CreateConstraint | CreateIndex,
  { function: analysis, stepIndex }: OperationContext,
): boolean {
  if (!isNewColumn(analysis, stepIndex, table, column)) return false;
  return operationsOf(analysis).some(({ operation }) => {
    if (operation.kind !== 'addColumn' || operation.column.name !== column) return false;
    const value = operation.column.serverDefault;
    const isFilledApart = value?.kind === 'identity' || (value?.kind === 'expression' && isVolatile(value));
    return (
      sameTable(operation.table, table) &&
      (value === undefined || isFilledApart || operation.column.primaryKey)
    );
  });
}

function isVolatile({ expression }: { readonly expression: { readonly kind: string } }): boolean {
  const text = JSON.stringify(expression, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return /uuid|nextval|random/i.test(text);
}

/** What table and columns were called before the function renamed them. */
function namesAtStart(
  { table }: CreateConstraint | CreateIndex,
  columns: readonly string[],
  { function: analysis, stepIndex }: OperationContext,
): { readonly table: TableName; readonly columns: readonly string[] } {
  let old: TableName = table;
  let names = columns;
  for (const { operation, stepIndex: at } of [...operationsOf(analysis)].reverse()) {
    if (at > stepIndex) continue;
    if (operation.kind === 'renameTable' && sameTable({ ...operation.table, name: operation.newName }, old)) {
      old = operation.table;
    }
    if (operation.kind !== 'alterColumn' || operation.newName === undefined) continue;
    if (!sameTable(operation.table, old)) continue;
    const { newName, column } = operation;
    names = names.map((name) => (name === newName ? column : name));
  }
  return { table: old, columns: names };
}

/** Column sets that were unique when the function began: a rule for them may be replaced by another. */
function uniqueSets(table: TableName, before: Schema): readonly (readonly string[])[] {
  const found = tableBefore(before, table);
  const constraints = (found?.constraints ?? []).flatMap(({ definition }) =>
    definition.kind === 'unique' || definition.kind === 'primaryKey' ? [definition.columns] : [],
  );
  const indexes = (found?.indexes ?? []).flatMap(({ definition }) =>
    definition.unique && definition.options['postgresql_where'] === undefined
      ? [definition.elements.flatMap((element) => (element.kind === 'columnName' ? [element.name] : []))]
      : [],
  );
  return [...constraints, ...indexes];
}
