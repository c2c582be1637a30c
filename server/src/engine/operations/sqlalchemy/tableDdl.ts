// Table.create() and .drop(), MetaData.create_all() and .drop_all(): SQLAlchemy's own DDL, beside Alembic's migration
// context. A type is made with each table, or once with all of them, whatever was printed before; names follow no
// convention of env.py. Offline, checkfirst is passed over: https://github.com/sqlalchemy/sqlalchemy (engine/mock.py).
import type { ColumnDefinition, ForeignKeyDefinition } from '../definition';
import type { Dialect } from '../evaluation';
import { known } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { CreateTable } from '../operation';
import type { KnownType, SqlType } from '../sqlType';
import {
  isObject,
  type CallArguments,
  type MetadataValue,
  type NativeCall,
  type TableValue,
} from '../values';
import { checkFirstOf } from './types';
import type { Span } from '../../text/span';

type Defined = Pick<CreateTable, 'table' | 'items' | 'options' | 'comment' | 'prefixes'>;

const OF_TABLE = parseSignature('create(bind, checkfirst=False)');
const OF_METADATA = parseSignature('create_all(bind, tables=None, checkfirst=True)');

/** `table.create(bind)` or `table.drop(bind)`. */
export function tableDdl(value: TableValue, name: 'create' | 'drop'): NativeCall {
  return (machine, call) => {
    const { checkFirst } = readCall(OF_TABLE, call);
    const { definition, metadata } = value;
    if (definition === undefined || metadata === undefined)
      throw new NotKnown(`${name}() is followed for a Table of the file only`);
    const all = tablesOf(metadata);
    const types = checkTable(definition, all, machine.dialect);
    if (name === 'create') emitTypes(machine, types, 'createType', checkFirst, call.span);
    emitTable(machine, definition, name, checkFirst, call.span);
    if (name === 'drop') emitTypes(machine, types, 'dropType', checkFirst, call.span);
    return null;
  };
}

/** `metadata.create_all(bind)` or `metadata.drop_all(bind)`. */
export function metadataDdl(metadata: MetadataValue, name: 'create_all' | 'drop_all'): NativeCall {
  return (machine, call) => {
    const { checkFirst, isPart } = readCall(OF_METADATA, call);
    if (isPart) throw new NotKnown(`${name}() of some tables is not supported`);
    const all = tablesOf(metadata);
    machine.spend(all.length);
    const types = distinct(all.flatMap((table) => checkTable(table, all, machine.dialect)));
    const order = inDependencyOrder(all);
    if (name === 'create_all') emitTypes(machine, types, 'createType', checkFirst, call.span);
    for (const table of name === 'create_all' ? order : order.toReversed())
      emitTable(machine, table, name === 'create_all' ? 'create' : 'drop', checkFirst, call.span);
    if (name === 'drop_all') emitTypes(machine, types, 'dropType', checkFirst, call.span);
    return null;
  };
}

function readCall(
  signature: typeof OF_TABLE,
  call: CallArguments,
): { readonly checkFirst: boolean; readonly isPart: boolean } {
  const bound = bindArguments(signature, call);
  const bind = known(bound.get('bind'));
  if (!isObject(bind) || bind.kind !== 'bind')
    throw new NotKnown('the bind of the call is not op.get_bind()');
  const isPart = signature === OF_METADATA && bound.get('tables') !== null;
  const given = bound.named.get('checkfirst');
  return { checkFirst: given === undefined ? signature === OF_METADATA : checkFirstOf(given), isPart };
}

/** Every table of the MetaData, in the order they were made. */
function tablesOf(metadata: MetadataValue): readonly Defined[] {
  if (!metadata.isPlain)
    throw new NotKnown('the naming convention of another MetaData has named the constraints');
  const reason = [metadata, ...metadata.tables].find(({ unknown }) => unknown !== undefined)?.unknown;
  if (reason !== undefined) throw new NotKnown(reason);
  return metadata.tables.flatMap(({ definition }) => definition ?? []);
}

/** The enums of a table; stops at what is made or named in another way than by op.create_table. */
function checkTable(table: Defined, all: readonly Defined[], dialect: Dialect): readonly KnownType[] {
  for (const key of foreignKeysOf(table)) {
    const { referred, useAlter } = key;
    if (useAlter) throw new NotKnown('a foreign key with use_alter is not supported here');
    const target = all.find((other) => isReferred(other, referred));
    if (!target) throw new NotKnown(`the table ${referred.table} is not in the MetaData`);
    const names = new Set(columnsOf(target).map(({ name }) => name));
    const missing = referred.columns.find((name) => !names.has(name));
    if (missing !== undefined) throw new NotKnown(`the column ${referred.table}.${missing} is not known`);
  }
  if (dialect === 'postgresql' && table.table.name.length > 63) throw new NotKnown('the name is too long');
  const types = columnsOf(table).flatMap(({ type, sequence }) => {
    if (sequence !== undefined) throw new NotKnown('a sequence made with its table is not supported');
    return dialect === 'postgresql' && type !== undefined ? (enumIn(type) ?? []) : [];
  });
  for (const { arguments: options } of types) {
    if (options['metadata'] !== undefined)
      throw new NotKnown('an enum with a MetaData is not supported here');
    if (options['inherit_schema'] === true && table.table.schema !== undefined)
      throw new NotKnown('an enum in the schema of its table is not supported here');
  }
  return distinct(types.filter(({ arguments: options }) => options['create_type'] !== false));
}

function columnsOf(table: Defined): readonly ColumnDefinition[] {
  return table.items.filter((item): item is ColumnDefinition => item.kind === 'column');
}

function foreignKeysOf(table: Defined): readonly ForeignKeyDefinition[] {
  return table.items
    .flatMap((item): readonly { readonly kind: string }[] =>
      item.kind === 'column' ? item.constraints : [item],
    )
    .filter((item): item is ForeignKeyDefinition => item.kind === 'foreignKey');
}

function isReferred({ table }: Defined, { schema, table: name }: ForeignKeyDefinition['referred']): boolean {
  return table.name === name && table.schema === schema;
}

/** The enum of PostgreSQL that a type is, inside ARRAY as well. */
function enumIn(type: SqlType): KnownType | undefined {
  const used = type.kind === 'type' ? (type.variants['postgresql'] ?? type) : type;
  if (used.kind === 'unknownType') {
    if (used.columnText !== undefined) return undefined;
    throw new NotKnown(used.reason);
  }
  if (used.name === 'DOMAIN') throw new NotKnown('a domain made with its table is not supported');
  if (used.name === 'ARRAY') {
    const item = used.arguments['item_type'];
    return item !== null && typeof item === 'object' && 'kind' in item ? enumIn(item) : undefined;
  }
  const isNative = used.name === 'ENUM' || (used.name === 'Enum' && used.arguments['native_enum'] !== false);
  return isNative ? used : undefined;
}

/** One type for each schema and name, the first of them. */
function distinct(types: readonly KnownType[]): readonly KnownType[] {
  const byName = new Map<string, KnownType>();
  for (const type of types) {
    const key = JSON.stringify([type.arguments['schema'] ?? null, type.arguments['name'] ?? null]);
    if (!byName.has(key)) byName.set(key, type);
  }
  return [...byName.values()];
}

/** Level by level, as SQLAlchemy sorts: first the tables that refer to none but themselves. */
function inDependencyOrder(tables: readonly Defined[]): readonly Defined[] {
  const parents = new Map(
    tables.map((table) => {
      const keys = foreignKeysOf(table);
      const isParent = (other: Defined): boolean =>
        other !== table && keys.some(({ referred }) => isReferred(other, referred));
      return [table, tables.filter(isParent)] as const;
    }),
  );
  const sorted: Defined[] = [];
  for (let open = [...tables]; open.length > 0;) {
    const free = open.filter((table) => !parents.get(table)?.some((parent) => open.includes(parent)));
    if (free.length === 0) throw new NotKnown('tables that refer to each other are not supported here');
    sorted.push(...free);
    open = open.filter((table) => !free.includes(table));
  }
  return sorted;
}

function emitTable(
  machine: Machine,
  definition: Defined,
  name: 'create' | 'drop',
  checkFirst: boolean,
  span: Span,
): void {
  const operation =
    name === 'create'
      ? ({ kind: 'createTable', ...definition, ifNotExists: checkFirst, through: 'metadata', span } as const)
      : ({
          kind: 'dropTable',
          table: definition.table,
          ifExists: checkFirst,
          through: 'metadata',
          span,
        } as const);
  machine.emit({ kind: 'operation', operation, span });
}

function emitTypes(
  machine: Machine,
  types: readonly KnownType[],
  kind: 'createType' | 'dropType',
  checkFirst: boolean,
  span: Span,
): void {
  for (const type of types)
    machine.emit({ kind: 'operation', operation: { kind, type, checkFirst, span }, span });
}
