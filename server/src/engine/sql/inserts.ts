// INSERT statements: op.bulk_insert and insert() constructs.
import type {
  SqlExpression,
  SqlStatement,
  TableReference,
  TableReferenceColumn,
} from '../operations/expression';
import type { BulkInsert } from '../operations/operation';
import type { Span } from '../text/span';
import { optionValue, type Compilation } from './compilation';
import {
  compileColumnValue,
  compileExpression,
  compileTableName,
  type ExpressionContext,
} from './expressions';
import { quote } from './identifiers';
import { renderLiteral } from './literals';
import { onConflictText } from './onConflict';
import { returningText } from './returning';
import { selectText, statementContext } from './selects';
import { aroundOf, NOTHING_AROUND } from './fromClauses';
import { compileError, RaisedError, UnknownText } from './signals';
import { placeholder } from './text';
import { typeFamily } from './types/family';

type Insert = Extract<SqlStatement, { kind: 'insert' }>;
type Row = Readonly<Record<string, SqlExpression>>;

/** Names that are no column of the table. */
export function checkColumns(table: TableReference, names: readonly string[]): void {
  const unknown = names.filter((name) => !table.columns.some((column) => column.key === name));
  if (unknown.length > 0) throw compileError(`Unconsumed column names: ${unknown.join(', ')}`);
}

/** The columns an INSERT names: those of the row, and those with a Python-side default. */
function insertedColumns(table: TableReference, row: Row): readonly TableReferenceColumn[] {
  return table.columns.filter((column) => Object.hasOwn(row, column.key) || column.hasDefault);
}

function isSqlValue(value: SqlExpression | undefined): boolean {
  return value !== undefined && value.kind !== 'bind';
}

/** The key that has to come back from the server; it is asked for only by a whole Table and one row. */
function returnedText(compilation: Compilation, insert: Insert, context: ExpressionContext): string {
  const { table } = insert;
  if (insert.returning) return returningText(compilation, insert, context);
  const row = insert.rows[0];
  if (!table.isTable || insert.rows.length !== 1 || !row) return '';
  const keys = table.columns.filter((column) => column.primaryKey);
  const wanted = keys.filter((column) => !Object.hasOwn(row, column.key) || isSqlValue(row[column.key]));
  if (wanted.length === 0) return '';
  const [only] = wanted;
  const isInteger = only?.type?.kind === 'type' && typeFamily(only.type) === 'integer';
  if (keys.length !== 1 || !only || only.hasDefault || !isInteger || Object.hasOwn(row, only.key)) {
    throw new UnknownText('what this INSERT returns is not known', insert.span);
  }
  if (compilation.dialect.name !== 'postgresql') return '';
  return ` RETURNING ${compileTableName(compilation, table)}.${quote(compilation, only.name)}`;
}

function valuesText(
  compilation: Compilation,
  columns: readonly TableReferenceColumn[],
  row: Row,
  suffix: string,
  context: ExpressionContext,
): string {
  const values = columns.map((column) => {
    const value = row[column.key];
    if (value) return compileColumnValue(compilation, value, column.type, `${column.key}${suffix}`, context);
    // The first of several rows has no number.
    const name = `${column.key}${suffix === '_m0' ? '' : suffix}`;
    return filledIn(compilation, column, column.defaultSql ?? 'value', name, context);
  });
  return `(${values.join(', ')})`;
}

/** insert() with values(), a list of them, or from_select(). */
export function insertText(
  compilation: Compilation,
  insert: Insert,
  base: Omit<ExpressionContext, 'select'>,
): string {
  const { table } = insert;
  const name = compileTableName(compilation, table);
  const conflict = insert.onConflict
    ? onConflictText(
        compilation,
        table,
        insert.onConflict,
        statementContext(compilation, base, aroundOf([table])),
      )
    : '';
  if (
    insert.onConflict &&
    compilation.options.mode !== 'online' &&
    !optionValue(compilation.options.literalBinds, false)
  )
    throw new UnknownText('the placeholders of ON CONFLICT are not known', insert.span);
  if (insert.fromSelect) {
    checkColumns(table, insert.fromSelect.names);
    if (table.columns.some((column) => column.hasDefault)) {
      throw new UnknownText('INSERT from a SELECT with Python-side defaults is not rendered', insert.span);
    }
    const context = statementContext(compilation, base, aroundOf([table]));
    const returning = insert.returning ? returningText(compilation, insert, context) : '';
    const names = insert.fromSelect.names.map((column) => quote(compilation, column)).join(', ');
    return `INSERT INTO ${name} (${names}) ${selectText(compilation, insert.fromSelect.select, base, NOTHING_AROUND)}${conflict}${returning}`;
  }
  const [first] = insert.rows;
  if (!first) throw new UnknownText('an INSERT without values names every column', insert.span);
  const columns = insertedColumns(table, first);
  if (insert.rows.some((row) => Object.keys(row).length !== Object.keys(first).length)) {
    throw new UnknownText('the rows of the INSERT have different columns', insert.span);
  }
  // SQLAlchemy looks at the values it has columns for first.
  const context = statementContext(compilation, base, aroundOf([table]));
  const isMany = insert.rows.length > 1;
  const rows = insert.rows.map((row, index) =>
    valuesText(compilation, columns, row, isMany ? `_m${index}` : '', context),
  );
  for (const row of insert.rows) checkColumns(table, Object.keys(row));
  if (columns.length === 0)
    return `INSERT INTO ${name} DEFAULT VALUES${conflict}${returnedText(compilation, insert, context)}`;
  const names = columns.map((column) => quote(compilation, column.name)).join(', ');
  return `INSERT INTO ${name} (${names}) VALUES ${rows.join(', ')}${conflict}${returnedText(compilation, insert, context)}`;
}

/**
 * What stands for a column that SQLAlchemy fills in by itself: `given` where it is SQL. A value is bound when the
 * statement runs, so that text has NULL or a placeholder of that name.
 */
export function filledIn(
  compilation: Compilation,
  column: TableReferenceColumn,
  given: SqlExpression | 'value',
  placeholderName: string,
  context: ExpressionContext,
): string {
  if (given !== 'value') return compileColumnValue(compilation, given, column.type, placeholderName, context);
  if (compilation.options.mode === 'online') {
    throw new UnknownText(
      `the value that Python gives to column ${column.name} is only known when it runs`,
      context.span,
    );
  }
  return optionValue(compilation.options.literalBinds, false)
    ? 'NULL'
    : placeholder(compilation, placeholderName);
}

function bulkValue(
  compilation: Compilation,
  column: TableReferenceColumn,
  value: SqlExpression | undefined,
  span: Span,
): string {
  if (!value) {
    const base = { includeTable: true, alwaysLiteral: true, span };
    const context = statementContext(compilation, base, NOTHING_AROUND);
    return filledIn(compilation, column, column.defaultSql ?? 'value', column.key, context);
  }
  if (value.kind !== 'bind') {
    if (value.kind === 'opaqueExpression') throw new UnknownText(value.reason, value.span);
    throw new UnknownText('a value of bulk_insert is not plain data', value.span);
  }
  if (value.isInline) {
    return compileExpression(compilation, value, { includeTable: false, alwaysLiteral: true, span });
  }
  return renderLiteral(compilation, value.value, value.type ?? column.type ?? 'null');
}

/** op.bulk_insert: one statement for each row, columns in the table's order, values always as literals. */
export function* bulkInsert(compilation: Compilation, operation: BulkInsert): Generator<string> {
  const { table } = operation;
  for (const row of operation.rows) {
    const missing = Object.keys(row).find((name) => !table.columns.some((column) => column.key === name));
    if (missing !== undefined) throw new RaisedError('KeyError', `'${missing}'`);
    const columns = insertedColumns(table, row);
    const name = compileTableName(compilation, table);
    if (columns.length === 0) {
      yield `INSERT INTO ${name} DEFAULT VALUES`;
      continue;
    }
    const names = columns.map((column) => quote(compilation, column.name)).join(', ');
    const values = columns.map((column) => bulkValue(compilation, column, row[column.key], operation.span));
    yield `INSERT INTO ${name} (${names}) VALUES (${values.join(', ')})`;
  }
}
