// Table.create() and .drop(), MetaData.create_all() and .drop_all(): SQLAlchemy's own DDL, beside Alembic's migration
// context. A type is made with each table, or once with all of them, whatever was printed before; names follow no
// convention of env.py. Offline, checkfirst is passed over: https://github.com/sqlalchemy/sqlalchemy (engine/mock.py).
import type { ColumnDefinition, ForeignKeyDefinition } from '../definition';
import { madeType } from '../enumType';
import type { Dialect } from '../evaluation';
import { known } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { Operation } from '../operation';
import { isFlagSet, type KnownType, type SqlType } from '../sqlType';
import {
  isObject,
  type CallArguments,
  type MetadataValue,
  type NativeCall,
  type TableValue,
  type Value,
} from '../values';
import { foreignKeysOf, isReferred, tableOrder, type Defined, type TableOrder } from './tableOrder';
import { checkFirstOf } from './types';
import type { Span } from '../../text/span';

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
    const emit = new Emitter(machine, checkFirst, call.span);
    if (name === 'create') {
      emit.types(types, 'createType');
      emit.create(definition, []);
    } else {
      emit.drop(definition);
      emit.sequences(sequencesOf(definition), 'dropSequence');
      emit.types(types, 'dropType');
    }
    return null;
  };
}

/** `metadata.create_all(bind)` or `metadata.drop_all(bind)`. */
export function metadataDdl(metadata: MetadataValue, name: 'create_all' | 'drop_all'): NativeCall {
  return (machine, call) => {
    const { checkFirst, given } = readCall(OF_METADATA, call);
    const all = tablesOf(metadata);
    machine.spend(all.length);
    // Types and sequences are made and dropped for every table of the MetaData, also where only some tables are.
    const types = distinct(all.flatMap((table) => checkTable(table, all, machine.dialect)));
    const tables = given === null ? all : chosen(machine, given, metadata, call);
    const emit = new Emitter(machine, checkFirst, call.span);
    if (name === 'create_all') createAll(emit, tables, types);
    else dropAll(emit, tables, types, all.flatMap(sequencesOf));
    return null;
  };
}

function createAll(emit: Emitter, tables: readonly Defined[], types: readonly KnownType[]): void {
  const order = tableOrder(tables, () => true);
  if (order === undefined) throw new NotKnown('tables that refer to each other are not supported here');
  emit.types(types, 'createType');
  for (const table of order.tables) emit.create(table, order.apart.get(table) ?? []);
  emit.keys(order.apart, 'create');
}

function dropAll(
  emit: Emitter,
  tables: readonly Defined[],
  types: readonly KnownType[],
  sequences: readonly SequenceOfColumn[],
): void {
  const canAlter = emit.dialect === 'postgresql';
  const order = tableOrder(tables, (key) => canAlter && key.name !== undefined);
  if (order === undefined && canAlter)
    throw new NotKnown('tables that refer to each other by keys without names are not supported here');
  if (order) emit.keys(order.apart, 'drop');
  // Where a cycle cannot be broken, SQLite's tables are dropped in the order they were made.
  for (const table of order?.tables.toReversed() ?? tables) emit.drop(table);
  emit.sequences(sequences, 'dropSequence');
  emit.types(types, 'dropType');
}

function readCall(
  signature: typeof OF_TABLE,
  call: CallArguments,
): { readonly checkFirst: boolean; readonly given: Value } {
  const bound = bindArguments(signature, call);
  const bind = known(bound.get('bind'));
  if (!isObject(bind) || bind.kind !== 'bind')
    throw new NotKnown('the bind of the call is not op.get_bind()');
  const checkFirst = bound.named.get('checkfirst');
  return {
    checkFirst: checkFirst === undefined ? signature === OF_METADATA : checkFirstOf(checkFirst),
    given: signature === OF_METADATA ? known(bound.get('tables')) : null,
  };
}

/** What `tables=` names. */
function chosen(
  machine: Machine,
  given: Value,
  metadata: MetadataValue,
  { span }: CallArguments,
): readonly Defined[] {
  const tables = machine.iterate(given, span).map((value): Defined => {
    const table = known(value);
    if (!isObject(table) || table.kind !== 'table' || !table.definition || table.metadata !== metadata)
      throw new NotKnown('a table of the call is none of the MetaData');
    return table.definition;
  });
  if (new Set(tables).size !== tables.length) throw new NotKnown('a table of the call is there twice');
  return tables;
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
  for (const { referred } of foreignKeysOf(table)) {
    const target = all.find((other) => isReferred(other, referred));
    if (!target) throw new NotKnown(`the table ${referred.table} is not in the MetaData`);
    const names = new Set(columnsOf(target).map(({ name }) => name));
    const missing = referred.columns.find((name) => !names.has(name));
    if (missing !== undefined) throw new NotKnown(`the column ${referred.table}.${missing} is not known`);
  }
  if (dialect === 'postgresql' && table.table.name.length > 63) throw new NotKnown('the name is too long');
  const types = columnsOf(table).flatMap(({ type }) =>
    dialect === 'postgresql' && type !== undefined ? (enumIn(type) ?? []) : [],
  );
  for (const { arguments: options } of types) {
    if (options['metadata'] !== undefined && options['metadata'] !== null)
      throw new NotKnown('an enum with a MetaData is not supported here');
    if (options['inherit_schema'] === true && table.table.schema !== undefined)
      throw new NotKnown('an enum in the schema of its table is not supported here');
  }
  return distinct(types.filter((type) => isFlagSet(type, 'create_type', true)));
}

type SequenceOfColumn = NonNullable<ColumnDefinition['sequence']>;

/** The sequences that are made with a table. */
function sequencesOf(table: Defined): readonly SequenceOfColumn[] {
  return columnsOf(table).flatMap(({ sequence }) =>
    sequence === undefined || sequence.optional ? [] : [sequence],
  );
}

function columnsOf(table: Defined): readonly ColumnDefinition[] {
  return table.items.filter((item): item is ColumnDefinition => item.kind === 'column');
}

/** The enum of PostgreSQL that a type is; stops at what may be one. */
function enumIn(type: SqlType): KnownType | undefined {
  const made = madeType(type);
  if (made?.kind === 'domain') throw new NotKnown('a domain made with its table is not supported');
  if (made?.kind === 'unknown') throw new NotKnown(made.type.reason);
  return made?.type;
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

/** Puts the steps of one call into the revision. */
class Emitter {
  readonly dialect: Dialect;
  readonly #machine: Machine;
  readonly #checkFirst: boolean;
  readonly #span: Span;

  constructor(machine: Machine, checkFirst: boolean, span: Span) {
    this.dialect = machine.dialect;
    this.#machine = machine;
    this.#checkFirst = checkFirst;
    this.#span = span;
  }

  /** The table behind its sequences; the foreign keys `apart` are left to be added. */
  create(table: Defined, apart: readonly ForeignKeyDefinition[]): void {
    this.sequences(sequencesOf(table), 'createSequence');
    // Those with use_alter say so themselves; of a table in a cycle all of them are apart.
    const isInCycle = this.dialect === 'postgresql' && apart.some(({ useAlter }) => !useAlter);
    const alter = <T extends { readonly kind: string }>(item: T): T =>
      item.kind === 'foreignKey' && isInCycle ? { ...item, useAlter: true } : item;
    const items = table.items.map((item) =>
      item.kind === 'column' ? { ...item, constraints: item.constraints.map(alter) } : alter(item),
    );
    const words = { ifNotExists: this.#checkFirst, through: 'metadata', span: this.#span } as const;
    this.#operation({ kind: 'createTable', ...table, items, ...words });
  }

  drop({ table }: Defined): void {
    const words = { ifExists: this.#checkFirst, through: 'metadata', span: this.#span } as const;
    this.#operation({ kind: 'dropTable', table, ...words });
  }

  /** Foreign keys that are added and dropped by themselves; SQLAlchemy takes them from a set, and SQLite has none. */
  keys(apart: TableOrder['apart'], way: 'create' | 'drop'): void {
    if (this.dialect === 'sqlite') return;
    const keys = [...apart].flatMap(([{ table }, own]) => own.map((key) => ({ table, key })));
    const words = { through: 'metadata', isOfSet: keys.length > 1, span: this.#span } as const;
    for (const { table, key } of keys) {
      const { name } = key;
      if (way === 'create') {
        const constraint = { ...key, useAlter: false };
        this.#operation({ kind: 'createConstraint', table, constraint, ...words });
      } else if (name === undefined) {
        throw new NotKnown('a foreign key with use_alter that has no name cannot be dropped');
      } else {
        this.#operation({
          kind: 'dropConstraint',
          table,
          name,
          type: 'foreignkey',
          ifExists: false,
          ...words,
        });
      }
    }
  }

  /** Sequences are PostgreSQL's. */
  sequences(sequences: readonly SequenceOfColumn[], kind: 'createSequence' | 'dropSequence'): void {
    if (this.dialect === 'sqlite') return;
    const names = sequences.map(({ name, schema }) => JSON.stringify([schema ?? null, name]));
    if (new Set(names).size !== names.length)
      throw new NotKnown('a sequence of two columns is not supported here');
    const span = this.#span;
    for (const { name, schema, options } of sequences) {
      const statement = { kind, name, schema, options, ifExists: false, span };
      this.#machine.emit({ kind: 'statement', statement, through: 'bind', hasParameters: false, span });
    }
  }

  types(types: readonly KnownType[], kind: 'createType' | 'dropType'): void {
    for (const type of types) this.#operation({ kind, type, checkFirst: this.#checkFirst, span: this.#span });
  }

  #operation(operation: Operation): void {
    this.#machine.emit({ kind: 'operation', operation, span: this.#span });
  }
}
