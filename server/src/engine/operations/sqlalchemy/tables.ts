// sa.table(), sa.Table, MetaData, and what op.create_table returns: tables as values.
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition } from '../definition';
import type { TableReference, TableReferenceColumn } from '../expression';
import { dictionary, known, optionalText, text } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import {
  isObject,
  native,
  opaque,
  type CallArguments,
  type MetadataValue,
  type TableValue,
  type Value,
} from '../values';
import type { Span } from '../../text/span';
import { checkWaiting, isStale } from './attachment';
import { typeOfValues } from './customTypes';
import { checkItems } from './tableChecks';
import { foreignKeysOf } from './tableOrder';
import { metadataDdl, tableDdl } from './tableDdl';
import { checkOptionNames, dialectOptions } from './options';
import { aliasOf, cteUnion, joinMethod } from './fromClauses';
import { dataStatement, select } from './selects';

const TABLE = parseSignature(
  'Table(name, metadata, *args, schema=None, quote=None, quote_schema=None, autoload_with=None, autoload_replace=True, keep_existing=False, extend_existing=False, resolve_fks=True, include_columns=None, implicit_returning=True, comment=None, info=None, listeners=None, prefixes=None, **kw)',
);
const LIGHT_TABLE = parseSignature('table(name, *columns, **kw)');
const METADATA = parseSignature(
  'MetaData.__init__(schema=None, quote_schema=None, naming_convention=None, info=None)',
);

/** What create_table, Table and batch table_args take. */
export type TableItem = ColumnDefinition | ConstraintDefinition | IndexDefinition;

/** Columns, constraints and indexes in the order they apply: constraints by the age of their objects. */
export function tableItems(values: readonly Value[]): TableItem[] {
  checkWaiting(values, values);
  const entries = values.flatMap((value) => itemOf(value) ?? []);
  checkTypesGiven(values);
  const constraints = entries
    .filter((entry) => entry.order !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  let next = 0;
  return entries.map((entry) =>
    entry.order === undefined ? entry.item : (constraints[next++]?.item ?? entry.item),
  );
}

/** Stops where a column without a type takes that of the column a foreign key refers to. */
function checkTypesGiven(values: readonly Value[]): void {
  for (const value of values) {
    if (!isObject(value) || value.kind !== 'constraint' || value.definition.kind !== 'foreignKey') continue;
    const { columns } = value.definition;
    const isUntyped = (other: Value): boolean =>
      isObject(other) &&
      other.kind === 'column' &&
      other.definition.type === undefined &&
      columns.includes(other.definition.name);
    if (value.givesTypes && values.some(isUntyped))
      throw new NotKnown('the type of a column that takes it from a foreign key is not known');
  }
}

interface OrderedItem {
  readonly item: TableItem;
  readonly order: number | undefined;
}

/** undefined for what Alembic passes over without a word: strings, lists, anything that is no schema item. */
function itemOf(value: Value): OrderedItem | undefined {
  const v = known(value);
  if (!isObject(v)) return undefined;
  if (v.kind === 'column' || v.kind === 'index') return { item: v.definition, order: undefined };
  if (v.kind === 'constraint') {
    if (v.unknown !== undefined) throw new NotKnown(v.unknown);
    return { item: v.definition, order: v.order };
  }
  return undefined;
}

/** The reference to a table made of these items. */
export function referenceOf(
  name: string,
  schema: string | undefined,
  items: readonly TableItem[],
): TableReference {
  const keys = new Set(items.flatMap((item) => (item.kind === 'primaryKey' ? item.columns : [])));
  const columns = items.flatMap((item): TableReferenceColumn[] =>
    item.kind === 'column'
      ? [
          {
            name: item.name,
            key: item.name,
            type: typeOfValues(item.type),
            primaryKey: keys.size > 0 ? keys.has(item.name) : item.primaryKey,
            hasDefault: item.hasClientDefault || item.sequence !== undefined,
            ...(item.clientSql ? { defaultSql: item.clientSql } : {}),
            ...(item.onUpdate ? { onUpdate: item.onUpdate } : {}),
          },
        ]
      : [],
  );
  return { name, schema, alias: undefined, columns, isTable: true };
}

/** sa.Table(name, metadata, ...). */
export function table(machine: Machine, call: CallArguments): Value {
  const bound = bindArguments(TABLE, call);
  const name = text(bound.get('name'), 'the table name');
  const metadata = known(bound.get('metadata'));
  if (!isObject(metadata) || metadata.kind !== 'metadata')
    throw new NotKnown('the MetaData of the table is not known');
  const before = metadata.unknown;
  // Until the table stands in it: what stops here is lost to it.
  metadata.unknown ??= 'a table of the MetaData is not known';
  const reflected = bound.get('autoload_with');
  if (machine.mode === 'offline' && isObject(reflected) && reflected.kind === 'bind') throw notInspectable();
  if (
    ['autoload_with', 'autoload', 'include_columns', 'quote', 'quote_schema'].some(
      (option) => bound.get(option) !== null || bound.extra.has(option),
    )
  ) {
    throw new NotKnown('a table that is read from the database is only known when it runs');
  }
  machine.spend(bound.rest.length);
  const schema = optionalText(bound.get('schema'), 'the schema') ?? metadata.schema;
  const items = tableItems(bound.rest);
  checkItems(name, items);
  const options = new Map(bound.extra);
  checkOptionNames(options.keys(), 'Table');
  const prefixes = bound.get('prefixes');
  const value: TableValue = {
    kind: 'table',
    metadata,
    reference: {
      ...referenceOf(name, schema, items),
      foreignKeys: { metadata: metadata.identity, keys: foreignKeysOf({ items }) },
    },
    definition: {
      table: { name, schema },
      items,
      options: dialectOptions(options, call.span),
      comment: optionalText(bound.get('comment'), 'the comment'),
      prefixes:
        prefixes === null
          ? []
          : machine.iterate(known(prefixes), call.span).map((prefix) => text(prefix, 'a prefix')),
    },
  };
  for (const item of bound.rest) {
    attach(machine, item, value.reference, call.span);
    if (!metadata.isPlain && isObject(item) && item.kind === 'constraint')
      item.unknown = 'the naming convention of another MetaData has named the constraint';
  }
  metadata.tables.push(value);
  if (before === undefined) delete metadata.unknown;
  return value;
}

/** sa.table(name, *columns). */
export function lightTable(machine: Machine, call: CallArguments): Value {
  const bound = bindArguments(LIGHT_TABLE, call);
  const columns = bound.rest.map((value): TableReferenceColumn => {
    const v = known(value);
    if (isObject(v) && v.kind === 'expression' && v.expression.kind === 'column') {
      const { name, type } = v.expression;
      return { name, key: name, type: typeOfValues(type), primaryKey: false, hasDefault: false };
    }
    if (isObject(v) && v.kind === 'column') {
      const { name, type, hasClientDefault } = v.definition;
      const { primaryKey } = v.definition;
      const defaultSql = v.definition.clientSql && { defaultSql: v.definition.clientSql };
      const onUpdate = v.definition.onUpdate && { onUpdate: v.definition.onUpdate };
      const hasDefault = hasClientDefault;
      return {
        name,
        key: name,
        type: typeOfValues(type),
        primaryKey,
        hasDefault,
        ...defaultSql,
        ...onUpdate,
      };
    }
    throw new NotKnown('a column of the table is not known');
  });
  for (const keyword of bound.extra.keys()) {
    if (keyword !== 'schema') throw new NotKnown(`the parameter ${keyword} of table() is not supported`);
  }
  const reference: TableReference = {
    name: text(bound.get('name'), 'the table name'),
    schema: optionalText(bound.extra.get('schema') ?? null, 'the schema'),
    alias: undefined,
    columns,
    isTable: false,
  };
  for (const value of bound.rest) attach(machine, value, reference, call.span);
  return { kind: 'table', reference, definition: undefined };
}

/** The column object belongs to the table from here on, so that it prints as `table.column` wherever it is used. */
function attach(machine: Machine, value: Value, table: TableReference, span: Span): void {
  if (!isObject(value)) return;
  if (isStale(value)) machine.emitOpaque('what was made of a column before its table is not followed', span);
  if (value.kind === 'expression' && value.expression.kind === 'column') {
    refuseShared(
      value.expression.table,
      `column object '${value.expression.name}' already assigned to table`,
    );
    value.expression = { ...value.expression, table };
  } else if (value.kind === 'column') {
    refuseShared(value.table, `Column object '${value.definition.name}' already assigned to Table`);
    value.table = table;
  }
}

function refuseShared(table: TableReference | undefined, message: string): void {
  if (table !== undefined) throw new PythonError('ArgumentError', `${message} '${table.name}'`);
}

/** MetaData(...). A naming convention makes what is bound to it unresolved. */
export function metadata(call: CallArguments): Value {
  const bound = bindArguments(METADATA, call);
  const convention = bound.get('naming_convention');
  if (convention !== null) dictionary(convention, 'naming_convention');
  const schema = optionalText(bound.get('schema'), 'the schema');
  return { kind: 'metadata', schema, tables: [], identity: {}, isPlain: convention === null };
}

/** What SQLAlchemy raises where it would read the database and gets the connection of offline mode. */
function notInspectable(): PythonError {
  return new PythonError(
    'NoInspectionAvailable',
    "No inspection system is available for object of type <class 'sqlalchemy.engine.mock.MockConnection'>",
  );
}

/** Attributes and methods of MetaData; what would read or change the database is not followed. */
export function metadataAttribute(machine: Machine, value: MetadataValue, name: string): Value {
  if (name === 'schema') return value.schema ?? null;
  if (name === 'create_all' || name === 'drop_all')
    return { kind: 'native', name, hasEffect: true, call: metadataDdl(value, name) };
  if (name === 'clear')
    return native(name, () => {
      value.tables.length = 0;
      return null;
    });
  value.unknown ??= `what .${name} of the MetaData does is not followed`;
  if (name !== 'reflect') return opaque(`.${name} of a MetaData is not supported`, undefined, 'live');
  return native(name, (_, call) => {
    const bind = call.positional[0] ?? call.keywords.get('bind') ?? null;
    if (machine.mode === 'offline' && isObject(bind) && bind.kind === 'bind') throw notInspectable();
    return opaque('what the database holds is only known when it runs');
  });
}

const READING = new Set(
  'subquery lateral tablesample compile key fullname primary_key foreign_keys metadata info'.split(' '),
);

/** Attributes and methods of a table. */
export function tableAttribute(value: TableValue, name: string): Value {
  const { reference } = value;
  const united = cteUnion(value, name);
  if (united !== undefined) return united;
  switch (name) {
    case 'c':
    case 'columns':
      return { kind: 'columns', table: reference };
    case 'name':
      return reference.name;
    case 'schema':
      return reference.schema ?? null;
    case 'insert':
    case 'update':
    case 'delete':
      return native(name, (_, call) => {
        if (call.positional.length + call.keywords.size > 0) {
          throw new NotKnown(`${name}() with arguments is the calling style of SQLAlchemy 1.3`);
        }
        return dataStatement(name, reference, call.span);
      });
    case 'select':
      return native(name, (machine, call) => {
        if (call.positional.length + call.keywords.size > 0) {
          throw new NotKnown('select() with arguments is the calling style of SQLAlchemy 1.3');
        }
        return select(machine, { ...call, positional: [value] });
      });
    case 'alias':
      return native(name, (_, call) => aliasOf(value, call));
    case 'join':
    case 'outerjoin':
      return joinMethod(value, name) ?? null;
    case 'create':
    case 'drop':
      return { kind: 'native', name, hasEffect: true, call: tableDdl(value, name) };
    default:
      // Other methods may change the table.
      return opaque(
        `.${name} of a table is not supported`,
        undefined,
        READING.has(name) ? 'construct' : 'plain',
      );
  }
}
