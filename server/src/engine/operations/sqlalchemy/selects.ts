// select(), insert(), update() and delete(), and the methods that build them up.
import type { Span } from '../../text/span';
import type { SelectStatement, SqlExpression, SqlStatement, TableReference } from '../expression';
import { known, text } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { toRepr } from '../interpreter/representation';
import { NotKnown, PythonError } from '../interpreter/signals';
import { isObject, native, opaque, textOf, type CallArguments, type Value } from '../values';
import { columnValues } from './columns';
import { bound, operand, tableOf } from './coerce';
import { columnOrName, condition } from './functions';
import { conflictAttribute } from './onConflict';
import { wrap } from './operators';

/** A select used as an expression. */
export function subqueryOf(value: Value, span: Span): SqlExpression {
  if (value !== null && isObject(value)) {
    if (value.kind === 'statement' && value.statement.kind === 'select')
      return { kind: 'subquery', select: value.statement, span };
    if (value.kind === 'expression' && value.expression.kind === 'subquery') return value.expression;
    if (value.kind === 'opaque') throw new NotKnown(value.reason);
  }
  throw new NotKnown('exists() needs a select here');
}

/** select(*entities): columns, expressions and whole tables. */
export function select(machine: Machine, call: CallArguments): Value {
  const from: TableReference[] = [];
  const columns = call.positional.flatMap((entity): SqlExpression[] => {
    const value = known(entity);
    if (isObject(value) && value.kind === 'table') {
      from.push(value.reference);
      return columnValues(value.reference, call.span).map((column) => operand(column, call.span));
    }
    if (isObject(value) && (value.kind === 'list' || value.kind === 'tuple')) {
      throw new NotKnown('select() with a list is the calling style of SQLAlchemy 1.3');
    }
    return [columnEntity(value, call.span)];
  });
  machine.spend(columns.length);
  const statement: SelectStatement = {
    kind: 'select',
    columns,
    from,
    where: [],
    orderBy: [],
    groupBy: [],
    limit: undefined,
    offset: undefined,
    distinct: false,
    span: call.span,
  };
  return { kind: 'statement', statement };
}

/** A plain value among the columns: a number and `*` are printed as they are, other text has to be text(). */
function columnEntity(value: Value, span: Span): SqlExpression {
  const name = textOf(value);
  const isNumber = typeof value === 'bigint' || typeof value === 'number';
  if (name === '*' || isNumber) {
    const printed = name ?? toRepr(value);
    return { kind: 'column', name: printed, table: undefined, type: undefined, isLiteral: true, span };
  }
  if (name === undefined) return operand(value, span);
  const advice = /^\w\S*$/.test(name) ? `column('${name}')` : `literal_column('${name}')`;
  throw new PythonError(
    'ArgumentError',
    `Textual column expression '${name}' should be explicitly declared with text('${name}'), or use ${advice} for more specificity`,
  );
}

/** insert(table) of a dialect. */
export function dialectInsert(dialect: 'postgresql' | 'sqlite', table: TableReference, span: Span): Value {
  if (table.alias !== undefined) throw new NotKnown('insert() of an alias is not supported');
  const statement: SqlStatement = {
    kind: 'insert',
    table,
    rows: [],
    fromSelect: undefined,
    ofDialect: dialect,
    span,
  };
  return { kind: 'statement', statement };
}

/** insert(table), update(table), delete(table). */
export function dataStatement(
  kind: 'insert' | 'update' | 'delete',
  table: TableReference,
  span: Span,
): Value {
  if (table.alias !== undefined) throw new NotKnown(`${kind}() of an alias is not supported`);
  const statement: SqlStatement =
    kind === 'insert'
      ? { kind, table, rows: [], fromSelect: undefined, span }
      : kind === 'update'
        ? { kind, table, values: [], where: [], span }
        : { kind, table, where: [], span };
  return { kind: 'statement', statement };
}

type Method = (statement: SqlStatement, call: CallArguments, machine: Machine) => Value | undefined;

const make = (statement: SqlStatement): Value => ({ kind: 'statement', statement });

function conditions(call: CallArguments): SqlExpression[] {
  return call.positional.map((value) => condition(value, call.span));
}

const METHODS: Readonly<Record<string, Method>> = {
  where(statement, call) {
    if (statement.kind !== 'select' && statement.kind !== 'update' && statement.kind !== 'delete')
      return undefined;
    return make({ ...statement, where: [...statement.where, ...conditions(call)], span: call.span });
  },
  filter: (statement, call, machine) => METHODS['where']?.(statement, call, machine),
  values(statement, call, machine) {
    if (statement.kind === 'update') {
      const values = new Map([...statement.values, ...pairs(call)]);
      return make({ ...statement, values: [...values], span: call.span });
    }
    if (statement.kind !== 'insert') return undefined;
    const first = call.positional[0];
    const list =
      first !== undefined && isObject(first) && (first.kind === 'list' || first.kind === 'tuple')
        ? first
        : undefined;
    if (list !== undefined) {
      if (list.unknown !== undefined) throw new NotKnown(list.unknown);
      if (statement.rows.length > 0) throw new NotKnown('values() is called twice');
      const rows = list.items.map((item) => Object.fromEntries(entriesOf(item, call.span)));
      return make({ ...statement, rows, span: call.span });
    }
    machine.spend(1);
    const row = Object.fromEntries(pairs(call));
    return make({ ...statement, rows: [{ ...statement.rows[0], ...row }], span: call.span });
  },
  from_select(statement, call, machine) {
    if (statement.kind !== 'insert') return undefined;
    const [names = null, source = null] = call.positional;
    const value = known(source);
    if (!isObject(value) || value.kind !== 'statement' || value.statement.kind !== 'select') {
      throw new NotKnown('the select of the insert is not known');
    }
    const list = machine.iterate(known(names), call.span).map((name) => nameOf(name));
    return make({ ...statement, fromSelect: { names: list, select: value.statement }, span: call.span });
  },
  select_from(statement, call) {
    if (statement.kind !== 'select') return undefined;
    return make({
      ...statement,
      from: [...statement.from, ...call.positional.map(tableOf)],
      span: call.span,
    });
  },
  order_by: (statement, call) =>
    statement.kind === 'select'
      ? make({
          ...statement,
          orderBy: withMore(statement.orderBy, call),
          span: call.span,
        })
      : undefined,
  having: (statement, call) =>
    statement.kind === 'select'
      ? make({ ...statement, having: [...(statement.having ?? []), ...conditions(call)], span: call.span })
      : undefined,
  group_by: (statement, call) =>
    statement.kind === 'select'
      ? make({
          ...statement,
          groupBy: withMore(statement.groupBy, call),
          span: call.span,
        })
      : undefined,
  limit: (statement, call) =>
    statement.kind === 'select' ? make({ ...statement, limit: rowCount(call), span: call.span }) : undefined,
  offset: (statement, call) =>
    statement.kind === 'select' ? make({ ...statement, offset: rowCount(call), span: call.span }) : undefined,
  distinct(statement, call) {
    if (statement.kind !== 'select' || call.positional.length > 0) return undefined;
    return make({ ...statement, distinct: true, span: call.span });
  },
  scalar_subquery: (statement, call) =>
    statement.kind === 'select' ? wrap({ kind: 'subquery', select: statement, span: call.span }) : undefined,
  as_scalar: (statement, call) =>
    statement.kind === 'select' ? wrap({ kind: 'subquery', select: statement, span: call.span }) : undefined,
  exists: (statement, call) =>
    statement.kind === 'select'
      ? wrap({
          kind: 'unary',
          operator: 'exists',
          operand: { kind: 'subquery', select: statement, span: call.span },
          span: call.span,
        })
      : undefined,
  execution_options: (statement) => make(statement),
};

/** order_by(None) and group_by(None) take back what was there. */
function withMore(clauses: readonly SqlExpression[], call: CallArguments): readonly SqlExpression[] {
  if (call.positional.length === 1 && call.positional[0] === null) return [];
  return [...clauses, ...call.positional.map((item) => columnOrName(item, call.span))];
}

/** What limit() and offset() are given; None takes it back. */
function rowCount(call: CallArguments): SqlExpression | undefined {
  const value = known(call.positional[0] ?? null);
  if (value === null) return undefined;
  if (typeof value === 'bigint') return operand(value, call.span);
  if (!isObject(value)) throw new NotKnown('the number of rows is not an int');
  return operand(value, call.span);
}

function nameOf(value: Value): string {
  const v = known(value);
  if (isObject(v) && v.kind === 'expression' && v.expression.kind === 'column') return v.expression.name;
  if (isObject(v) && v.kind === 'column') return v.definition.name;
  return text(v, 'a column name');
}

function entriesOf(value: Value, span: Span): [string, SqlExpression][] {
  const v = known(value);
  if (!isObject(v) || v.kind !== 'dict') throw new NotKnown('the values of the statement are not a dict');
  return [...v.entries.values()].map(([key, item]) => [nameOf(key), valueOf(item, span)]);
}

/** A value of INSERT or UPDATE: None is bound too. */
function valueOf(value: Value, span: Span): SqlExpression {
  return value === null
    ? { kind: 'bind', value: null, type: undefined, isInline: false, span }
    : bound(value, span);
}

function pairs(call: CallArguments): [string, SqlExpression][] {
  const positional = call.positional.flatMap((value) => entriesOf(value, call.span));
  const named = [...call.keywords].map(([key, value]): [string, SqlExpression] => [
    key,
    valueOf(value, call.span),
  ]);
  return [...positional, ...named];
}

/** A method or attribute of a statement; opaque when it is not supported. */
export function statementAttribute(statement: SqlStatement, name: string): Value {
  if (statement.kind === 'insert' && statement.ofDialect) {
    const own = conflictAttribute(statement, statement.ofDialect, name);
    if (own !== undefined) return own;
  }
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined)
    return opaque(`.${name} of a ${statement.kind} statement is not supported`, undefined, 'construct');
  return native(name, (machine, call) => {
    const result = method(statement, call, machine);
    if (result === undefined)
      throw new NotKnown(`.${name}() of a ${statement.kind} statement is not supported`);
    return result;
  });
}
