// The names that SQLAlchemy's modules export, as far as a revision uses them.
import { known, optionalText } from '../interpreter/arguments';
import { native, opaque, type NativeCall, type Value } from '../values';
import { requiredType, tableOf } from './coerce';
import { constructColumn } from './column';
import {
  checkConstraint,
  excludeConstraint,
  foreignKey,
  foreignKeyConstraint,
  index,
  keyConstraint,
} from './constraints';
import { arrayLiteral, expressionFunction } from './functions';
import {
  computed,
  ddl,
  defaultClause,
  identity,
  schemaStatement,
  sequence,
  sequenceStatement,
} from './generated';
import { inspect } from './inspector';
import { wrap } from './operators';
import { join } from './fromClauses';
import { dataStatement, dialectInsert, select, unite, UNIONS } from './selects';
import { lightTable, metadata, table } from './tables';
import { findTypeClass } from './typeTable';
import { over } from './windows';
import type { TypeModule } from '../sqlType';
import { isObject } from '../values';

const CALLS: Readonly<Record<string, NativeCall>> = {
  Column: constructColumn,
  PrimaryKeyConstraint: (machine, call) => keyConstraint(machine, 'primaryKey', call),
  UniqueConstraint: (machine, call) => keyConstraint(machine, 'unique', call),
  CheckConstraint: checkConstraint,
  ForeignKey: (_, call) => foreignKey(call),
  ForeignKeyConstraint: foreignKeyConstraint,
  Index: (_, call) => index(call),
  Identity: (_, call) => identity(call),
  Computed: (_, call) => computed(call),
  Sequence: (_, call) => sequence(call),
  DDL: (_, call) => ddl(call),
  CreateSequence: (_, call) => sequenceStatement('createSequence', call),
  DropSequence: (_, call) => sequenceStatement('dropSequence', call),
  CreateSchema: (_, call) => schemaStatement('createSchema', call),
  DropSchema: (_, call) => schemaStatement('dropSchema', call),
  Table: table,
  MetaData: (_, call) => metadata(call),
  table: lightTable,
  select,
  ...Object.fromEntries(
    Object.entries(UNIONS).map(([name, keyword]): [string, NativeCall] => [
      name,
      (_, call) => unite(keyword, call),
    ]),
  ),
  join: (_, call) => join('join', call),
  outerjoin: (_, call) => join('outerjoin', call),
  insert: (_, call) => dataStatement('insert', tableOf(call.positional[0] ?? null), call.span),
  update: (_, call) => dataStatement('update', tableOf(call.positional[0] ?? null), call.span),
  delete: (_, call) => dataStatement('delete', tableOf(call.positional[0] ?? null), call.span),
  over: (machine, call) => wrap(over(machine, call, 'function')),
  inspect,
  type_coerce: (_, call) => {
    const type = requiredType(call.positional[1] ?? null, call.span);
    const value = known(call.positional[0] ?? null);
    if (type === undefined || isObject(value)) return opaque('type_coerce() is not supported here');
    return wrap({ kind: 'bind', value, type, isInline: false, span: call.span });
  },
  quoted_name: () => opaque('quoted_name() decides about quoting by itself, which is not followed'),
  conv: (_, call) => ({
    kind: 'finalName',
    text: optionalText(call.positional[0] ?? null, 'the name') ?? '',
  }),
  DefaultClause: (_, call) => defaultClause(call),
};

/** Names that stand for the same object as another one. */
const SAME: Readonly<Record<string, string>> = {
  TableClause: 'table',
  ColumnClause: 'column',
  Select: 'select',
  Insert: 'insert',
  Update: 'update',
  Delete: 'delete',
  TextClause: 'text',
  BindParameter: 'bindparam',
};

/** A name of sqlalchemy, sqlalchemy.schema, sqlalchemy.sql, sqlalchemy.types ...; undefined when it is not known here. */
export function sqlalchemyMember(name: string): Value | undefined {
  const type = findTypeClass('sqlalchemy', name);
  if (type !== undefined) return { kind: 'typeClass', ...type };
  if (name === 'func') return { kind: 'functionName', names: [] };
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call !== undefined) return native(name, call);
  const expression = expressionFunction(name);
  if (expression !== undefined) return native(name, expression);
  const same = Object.hasOwn(SAME, name) ? SAME[name] : undefined;
  return same === undefined ? undefined : sqlalchemyMember(same);
}

/** A name of sqlalchemy.dialects.<dialect>. */
export function dialectMember(dialect: Exclude<TypeModule, 'sqlalchemy'>, name: string): Value | undefined {
  const type = findTypeClass(dialect, name);
  if (type !== undefined) return { kind: 'typeClass', ...type };
  if ((dialect === 'postgresql' || dialect === 'sqlite') && name === 'insert') {
    return native(name, (_, call) => dialectInsert(dialect, tableOf(call.positional[0] ?? null), call.span));
  }
  if (dialect === 'postgresql' && name === 'array') return native(name, arrayLiteral);
  if (dialect === 'postgresql' && name === 'ExcludeConstraint') {
    return native(name, (machine, call) => excludeConstraint(machine, call));
  }
  return undefined;
}
