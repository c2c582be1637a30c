// CREATE INDEX and DROP INDEX.
import type { DialectOptions, IndexDefinition, IndexElement, OptionValue } from '../operations/definition';
import type { SqlExpression } from '../operations/expression';
import type { CreateIndex, DropIndex } from '../operations/operation';
import type { Compilation } from './compilation';
import { compileExpression, ddlContext } from './expressions';
import { quote, quoteTable } from './identifiers';
import { quoteName, resolveName } from './names';
import { compileError, RaisedError, UnknownText } from './signals';

interface Table {
  readonly name: string;
  readonly schema: string | undefined;
}

function isExpression(value: OptionValue | undefined): value is SqlExpression {
  return value !== null && typeof value === 'object' && 'kind' in value;
}

/** Strings of an option that may be a list, a tuple or one string. */
export function optionNames(value: OptionValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && 'type' in value && 'items' in value) {
    return value.items.map((item) => {
      if (typeof item === 'string') return item;
      if (isExpression(item) && item.kind === 'column') return item.name;
      throw new UnknownText('an option of the index is not a list of names');
    });
  }
  throw new UnknownText('an option of the index is not a list of names');
}

function entries(value: OptionValue | undefined): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || !('type' in value) || value.type !== 'dict') {
    throw new UnknownText('an option of the index is not a dictionary');
  }
  return value.entries.map(([key, item]) => {
    if (typeof key !== 'string') throw new UnknownText('an option of the index has a key that is no string');
    if (typeof item === 'string') return [key, item] as const;
    if (typeof item === 'bigint') return [key, item.toString()] as const;
    if (typeof item === 'boolean') return [key, item ? 'True' : 'False'] as const;
    throw new UnknownText(`the option ${key} of the index is not a plain value`);
  });
}

/** Columns of the index as its name counts them: plain columns only. */
function columnNames(index: IndexDefinition): readonly string[] {
  return index.elements.flatMap((element) => {
    if (element.kind === 'columnName') return [element.name];
    if (element.kind === 'column' && !element.isLiteral) return [element.name];
    if (index.name) return [];
    throw new UnknownText('the name of an index over an expression is not known', element.span);
  });
}

function elementKey(element: IndexElement, isOperation: boolean): string | undefined {
  if (element.kind === 'columnName' || element.kind === 'column') return element.name;
  if (element.kind === 'label') return element.name;
  // op.create_index makes an element of text() whose key is the text; sa.Index() leaves text() without a key.
  if (element.kind === 'text' && isOperation) return element.text;
  return undefined;
}

function elementText(compilation: Compilation, index: IndexDefinition, element: IndexElement): string {
  const context = ddlContext(index.span);
  if (element.kind === 'columnName') return quote(compilation, element.name);
  // PostgreSQL's compiler groups operator expressions.
  if (compilation.dialect.name !== 'postgresql') return compileExpression(compilation, element, context);
  return compileExpression(compilation, element, context, 'none');
}

function nameText(compilation: Compilation, table: Table, index: IndexDefinition): string {
  const name = resolveName(compilation, 'ix', index.name, {
    table: table.name,
    schema: table.schema,
    columns: columnNames(index),
  });
  if (!name) throw compileError('CREATE INDEX requires that the index have a name');
  return quoteName(compilation, name);
}

function whereText(compilation: Compilation, index: IndexDefinition, value: OptionValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') {
    const text: SqlExpression = { kind: 'text', text: value, binds: [], span: index.span };
    return ` WHERE ${compileExpression(compilation, text, ddlContext(index.span))}`;
  }
  if (!isExpression(value)) throw new UnknownText('the condition of the index is not known', index.span);
  return ` WHERE ${compileExpression(compilation, value, ddlContext(index.span))}`;
}

/** The access method; only one word passes SQLAlchemy's check. */
export function accessMethod(using: string): string {
  if (!/^[\p{L}\p{N}_]+$/u.test(using)) {
    const pattern = "'^(?:btree|hash|gist|gin|[\\\\w_]+)$'";
    throw compileError(`Unexpected SQL phrase: '${using}' (matching against ${pattern})`);
  }
  return using.toLowerCase();
}

function usingText(value: OptionValue | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value !== 'string') throw new UnknownText('postgresql_using is not a plain string');
  return `USING ${accessMethod(value)} `;
}

function postgresqlIndex(
  compilation: Compilation,
  table: Table,
  index: IndexDefinition,
  exists: string,
  isOperation: boolean,
): string {
  const { options } = index;
  const operatorClasses = new Map(entries(options.postgresql_ops));
  const elements = index.elements.map((element) => {
    const key = elementKey(element, isOperation);
    const operatorClass = key === undefined ? undefined : operatorClasses.get(key);
    return (
      elementText(compilation, index, element) + (operatorClass === undefined ? '' : ` ${operatorClass}`)
    );
  });
  const using = usingText(options.postgresql_using);
  const include = optionNames(options.postgresql_include).map((name) => quote(compilation, name));
  const distinct = options.postgresql_nulls_not_distinct;
  const storage = entries(options.postgresql_with).map(([key, value]) => `${key} = ${value}`);
  const tablespace = options.postgresql_tablespace;
  return [
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${options.postgresql_concurrently === true ? 'CONCURRENTLY ' : ''}${exists}`,
    `${nameText(compilation, table, index)} ON ${quoteTable(compilation, table.name, table.schema)} `,
    `${using}(${elements.join(', ')})`,
    include.length > 0 ? ` INCLUDE (${include.join(', ')})` : '',
    distinct === true ? ' NULLS NOT DISTINCT' : distinct === false ? ' NULLS DISTINCT' : '',
    storage.length > 0 ? ` WITH (${storage.join(', ')})` : '',
    typeof tablespace === 'string' ? ` TABLESPACE ${quote(compilation, tablespace)}` : '',
    whereText(compilation, index, options.postgresql_where),
  ].join('');
}

function sqliteIndex(compilation: Compilation, table: Table, index: IndexDefinition, exists: string): string {
  const schema = table.schema ? `${quote(compilation, table.schema)}.` : '';
  const elements = index.elements.map((element) => elementText(compilation, index, element));
  return (
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${exists}${schema}${nameText(compilation, table, index)} ` +
    `ON ${quote(compilation, table.name)} (${elements.join(', ')})` +
    whereText(compilation, index, index.options.sqlite_where)
  );
}

export function createIndexText(
  compilation: Compilation,
  table: Table,
  index: IndexDefinition,
  words: { readonly ifNotExists: boolean; readonly isOperation?: boolean },
): string {
  const exists = words.ifNotExists ? 'IF NOT EXISTS ' : '';
  const print = compilation.dialect.name === 'postgresql' ? postgresqlIndex : sqliteIndex;
  return print(compilation, table, index, exists, words.isOperation ?? false);
}

export function createIndex(compilation: Compilation, operation: CreateIndex): string {
  const { table, index, ifNotExists } = operation;
  const names = index.elements.flatMap((element) => (element.kind === 'columnName' ? [element.name] : []));
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) {
    throw new RaisedError(
      'DuplicateColumnError',
      `A column with name '${twice}' is already present in table '${table.name}'. Specify replace_existing=True to ` +
        'Table.append_column() to replace an existing column.',
    );
  }
  return createIndexText(compilation, table, index, { ifNotExists, isOperation: true });
}

function isConcurrent(compilation: Compilation, options: DialectOptions): boolean {
  return compilation.dialect.name === 'postgresql' && options.postgresql_concurrently === true;
}

export function dropIndex(compilation: Compilation, operation: DropIndex): string {
  const schema = operation.schema ?? operation.table?.schema;
  const name = resolveName(compilation, 'ix', operation.name, {
    table: operation.table?.name ?? 'no_table',
    schema,
    columns: ['x'],
  });
  if (!name) throw compileError('DROP INDEX requires that the index have a name');
  const concurrently = isConcurrent(compilation, operation.options) ? 'CONCURRENTLY ' : '';
  const exists = operation.ifExists ? 'IF EXISTS ' : '';
  const prefix = schema ? `${quote(compilation, schema)}.` : '';
  return `DROP INDEX ${concurrently}${exists}${prefix}${quoteName(compilation, name)}`;
}
