// op.create_table: CREATE TYPE before, CREATE TABLE, indexes and comments after.
import type { CreateTable } from '../operations/operation';
import { columnLine } from './columns';
import { columnComment, tableComment } from './comments';
import type { Compilation } from './compilation';
import { constraintLines, constraintName } from './constraints';
import { createTypesFor } from './enumTypes';
import { quoteTable } from './identifiers';
import { createIndexText } from './indexes';
import { BACKGROUND, compileError, RaisedError, UnknownText } from './signals';
import { buildTable, columnChecks, type TableConstraint, type TableModel } from '../schema/tableModel';
import { withInheritedSchema } from './types/postgresqlPrinters';
import type { Span } from '../text/span';

/** What an operation prints: text and, where it differs from the operation, its kind for plans. */
export interface Printed {
  readonly text: string;
  readonly source?: string;
  /** As of a rendered statement. */
  readonly hasVaryingOrder?: boolean;
}

/** Marks statements that Alembic takes from a set; one alone has a fixed place. */
export function fromSet(texts: readonly string[], source: string): readonly Printed[] {
  return texts.map((text) => ({ text, source, hasVaryingOrder: texts.length > 1 }));
}

/** Names of constraints and indexes are made before anything is printed, and may fail. */
export function checkNames(compilation: Compilation, table: TableModel): void {
  for (const { definition } of table.columns) {
    for (const check of columnChecks(definition)) constraintName(compilation, table, check);
  }
  for (const constraint of table.constraints) {
    checkForeignKey(constraint);
    if (constraint.kind !== 'typeCheck') constraintName(compilation, table, constraint);
  }
}

/** SQLAlchemy refuses a second column of the same name. */
export function checkDuplicates(table: string, names: readonly string[]): void {
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice === undefined) return;
  const message = `A column with name '${twice}' is already present in table '${table}'.`;
  throw new RaisedError('DuplicateColumnError', message);
}

/** A foreign key may name each of its columns once. */
export function checkForeignKey(constraint: TableConstraint): void {
  if (constraint.kind !== 'foreignKey' || new Set(constraint.columns).size === constraint.columns.length)
    return;
  const message = 'ForeignKeyConstraint with duplicate source column references are not supported.';
  throw new RaisedError('ArgumentError', message);
}

/** Alembic adds a column without type for a foreign key to a column its own table does not have. */
function missingColumn(table: TableModel): string | undefined {
  for (const constraint of table.constraints) {
    if (constraint.kind !== 'foreignKey') continue;
    const { referred } = constraint;
    if (referred.table !== table.name || referred.schema !== table.schema) continue;
    const missing = referred.columns.find((name) => !table.columns.some((column) => column.name === name));
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function columnLines(compilation: Compilation, table: TableModel): readonly string[] {
  return table.columns.map((column) => {
    try {
      return columnLine(compilation, table, column);
    } catch (error) {
      if (error instanceof RaisedError && /^(?:CompileError|UnsupportedCompilationError)$/.test(error.type)) {
        throw compileError(
          `(in table '${table.name}', column '${column.name}'): ${error.message.replace(BACKGROUND, '')}`,
        );
      }
      throw error;
    }
  });
}

/** CREATE TABLE alone. */
function createTableText(
  compilation: Compilation,
  table: TableModel,
  words: { readonly prefixes: readonly string[]; readonly ifNotExists: boolean },
): string {
  const prefixes = words.prefixes.map((prefix) => `${prefix} `).join('');
  const exists = words.ifNotExists ? 'IF NOT EXISTS ' : '';
  const name = quoteTable(compilation, table.name, table.schema);
  const columns = columnLines(compilation, table);
  const missing = missingColumn(table);
  if (missing !== undefined) {
    throw compileError(
      `(in table '${table.name}', column '${missing}'): Can't generate DDL for NullType(); ` +
        'did you forget to specify a type on this Column?',
    );
  }
  const constraints = constraintLines(compilation, table);
  // SQLAlchemy joins the constraints first: an empty one leaves its separator behind.
  const block = constraints.join(', \n\t');
  const lines = [...columns, ...(block ? [block] : [])].map((line) => `\n\t${line}`).join(', ');
  const options = compilation.dialect.tableOptions(compilation, table);
  return `CREATE ${prefixes}TABLE ${exists}${name} (${lines}\n)${options}`;
}

/** The table of a create_table call. */
export function tableOf(
  operation: Pick<CreateTable, 'table' | 'items' | 'options'>,
  comment?: string,
): TableModel {
  const { name, schema } = operation.table;
  const items = operation.items.map((item) =>
    item.kind === 'column' && item.type ? { ...item, type: withInheritedSchema(item.type, schema) } : item,
  );
  return buildTable(name, schema, items, operation.options, comment);
}

/** Statements of a table model, in Alembic's order; also used for the new table of batch mode. */
export function* createTableStatements(
  compilation: Compilation,
  table: TableModel,
  words: {
    readonly prefixes: readonly string[];
    readonly ifNotExists: boolean;
    /** True when operations of their own make its types. */
    readonly areTypesMade?: boolean;
  },
): Generator<Printed> {
  checkDuplicates(
    table.name,
    table.columns.map(({ name }) => name),
  );
  checkNames(compilation, table);
  if (words.areTypesMade !== true)
    for (const text of createTypesFor(compilation, table)) yield { text, source: 'createType' };
  yield { text: createTableText(compilation, table, words) };
  const indexes = table.indexes.map((index) =>
    createIndexText(compilation, table, index, { ifNotExists: false }),
  );
  yield* fromSet(indexes, 'createIndex');
  if (!compilation.dialect.hasComments) return;
  if (table.comment) yield { text: tableComment(compilation, table, table.comment), source: 'tableComment' };
  for (const column of table.columns) {
    const comment = column.definition.comment;
    if (comment)
      yield { text: columnComment(compilation, table, column.name, comment), source: 'columnComment' };
  }
}

export function createTable(compilation: Compilation, operation: CreateTable): Generator<Printed> {
  const table = tableOf(operation, operation.comment);
  if (operation.through === undefined) return createTableStatements(compilation, table, operation);
  checkUnasked(compilation, operation.ifNotExists, operation.span);
  return createTableStatements(ownNames(compilation, operation), table, {
    ...operation,
    ifNotExists: false,
    areTypesMade: true,
  });
}

const ABSENT = { state: 'absent' } as const;

/** Without the naming convention of env.py, which a MetaData of the file does not have. */
export function ownNames(compilation: Compilation, { through }: Pick<CreateTable, 'through'>): Compilation {
  if (through === undefined) return compilation;
  return { ...compilation, options: { ...compilation.options, namingConvention: ABSENT } };
}

/** Online, checkfirst of a Table or MetaData asks the database before it sends anything. */
export function checkUnasked({ options }: Compilation, checkFirst: boolean, span: Span): void {
  if (checkFirst && options.mode === 'online')
    throw new UnknownText('whether the table is there (checkfirst) is only known when it runs', span);
}
