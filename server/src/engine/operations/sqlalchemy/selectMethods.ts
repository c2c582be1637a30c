// The methods that build statements up: where(), values(), join(), returning(), union() ...
import type { Span } from '../../text/span';
import type { SelectStatement, SqlExpression, SqlStatement } from '../expression';
import { flag, known, text } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import { isObject, native, opaque, textOf, type CallArguments, type Value } from '../values';
import { bound, operand } from './coerce';
import { derivedTable, fromClauseOf, joinArguments } from './fromClauses';
import { columnOrName, condition } from './functions';
import { conflictAttribute } from './onConflict';
import { wrap } from './operators';
import { entitiesOf, unite, UNIONS } from './selects';

type Method = (statement: SqlStatement, call: CallArguments, machine: Machine) => Value | undefined;

const make = (statement: SqlStatement): Value => ({ kind: 'statement', statement });

/** A SELECT that is no UNION: only that has columns, tables and conditions of its own. */
function isPlainSelect(statement: SqlStatement): statement is SelectStatement {
  return statement.kind === 'select' && statement.united === undefined;
}

function conditions(call: CallArguments): SqlExpression[] {
  return call.positional.map((value) => condition(value, call.span));
}

const METHODS: Readonly<Record<string, Method>> = {
  where(statement, call) {
    if (!isPlainSelect(statement) && statement.kind !== 'update' && statement.kind !== 'delete')
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
    if (!isPlainSelect(statement)) return undefined;
    return make({
      ...statement,
      from: [...statement.from, ...call.positional.map(fromClauseOf)],
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
    isPlainSelect(statement)
      ? make({ ...statement, having: [...(statement.having ?? []), ...conditions(call)], span: call.span })
      : undefined,
  group_by: (statement, call) =>
    isPlainSelect(statement)
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
    if (!isPlainSelect(statement)) return undefined;
    const on = call.positional.map((value) => {
      // SQLAlchemy looks for a column or label of this name.
      if (textOf(known(value)) !== undefined) throw new NotKnown('distinct() by a name is not supported');
      return operand(value, call.span);
    });
    const distinctOn = [...(statement.distinctOn ?? []), ...on];
    return make({ ...statement, distinct: true, distinctOn, span: call.span });
  },
  join: (statement, call) => joined(statement, 'join', { ...call, positional: [null, ...call.positional] }),
  outerjoin: (statement, call) =>
    joined(statement, 'outerjoin', { ...call, positional: [null, ...call.positional] }),
  join_from: (statement, call) => joined(statement, 'join', fromLeft(call)),
  outerjoin_from: (statement, call) => joined(statement, 'outerjoin', fromLeft(call)),
  correlate(statement, call) {
    if (!isPlainSelect(statement)) return undefined;
    const given = call.positional.filter((value) => value !== null).map(fromClauseOf);
    const correlate = [...(statement.correlate ?? []), ...given];
    return make({ ...statement, correlate, span: call.span });
  },
  subquery: (statement, call) =>
    statement.kind === 'select' ? derivedTable('subquery', statement, call) : undefined,
  alias: (statement, call) =>
    statement.kind === 'select' ? derivedTable('alias', statement, call) : undefined,
  cte: (statement, call) => (statement.kind === 'select' ? derivedTable('cte', statement, call) : undefined),
  add_columns(statement, call, machine) {
    if (!isPlainSelect(statement)) return undefined;
    return make({ ...statement, ...entitiesOf(machine, call, statement), span: call.span });
  },
  with_only_columns(statement, call, machine) {
    if (!isPlainSelect(statement)) return undefined;
    const { maintain_column_froms: keepsTables = false, ...others } = Object.fromEntries(call.keywords);
    if (flag(keepsTables, 'maintain_column_froms') || Object.keys(others).length > 0)
      throw new NotKnown('these parameters of with_only_columns() are not supported');
    // What was joined before keeps the left side that its own columns gave it.
    if (statement.joins !== undefined)
      throw new NotKnown('with_only_columns() after join() is not supported');
    return make({ ...statement, ...entitiesOf(machine, call), span: call.span });
  },
  with_for_update: (statement, call) =>
    isPlainSelect(statement) ? make({ ...statement, rowLock: rowLock(call), span: call.span }) : undefined,
  returning(statement, call, machine) {
    if (statement.kind !== 'insert' && statement.kind !== 'update' && statement.kind !== 'delete')
      return undefined;
    if (call.keywords.size > 0) throw new NotKnown('further parameters of returning() are not supported');
    const { columns } = entitiesOf(machine, call);
    return make({ ...statement, returning: [...(statement.returning ?? []), ...columns], span: call.span });
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

function joined(statement: SqlStatement, name: 'join' | 'outerjoin', call: CallArguments): Value | undefined {
  if (!isPlainSelect(statement)) return undefined;
  const { left, ...rest } = joinArguments(name, call);
  const join = { ...rest, left: left === null ? undefined : fromClauseOf(left), span: call.span };
  return make({ ...statement, joins: [...(statement.joins ?? []), join], span: call.span });
}

/** join_from() has its left side under another name. */
function fromLeft(call: CallArguments): CallArguments {
  const { positional, keywords } = call;
  const left = keywords.get('from_') ?? null;
  if (left === null) return call;
  const rest = new Map([...keywords].filter(([name]) => name !== 'from_'));
  const target = rest.get('target') ?? null;
  if (target !== null) throw new NotKnown('join_from() by these names is not supported');
  return { ...call, keywords: rest, positional: [left, ...positional] };
}

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

const FOR_UPDATE = parseSignature(
  'GenerativeSelect.with_for_update(self, *, nowait=False, read=False, of=None, skip_locked=False, key_share=False)',
);

/** What with_for_update() locks the rows with. */
function rowLock(call: CallArguments): string {
  const bound = bindArguments(FOR_UPDATE, { ...call, positional: [null, ...call.positional] });
  const isSet = (name: string): boolean => flag(bound.get(name), name);
  if (bound.get('of') !== null) throw new NotKnown('with_for_update(of=) is not supported');
  const strength = isSet('read')
    ? isSet('key_share')
      ? 'KEY SHARE'
      : 'SHARE'
    : isSet('key_share')
      ? 'NO KEY UPDATE'
      : 'UPDATE';
  return `FOR ${strength}${isSet('nowait') ? ' NOWAIT' : ''}${isSet('skip_locked') ? ' SKIP LOCKED' : ''}`;
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

/** True for the name of a method that builds a statement up. */
export function isStatementMethod(name: string): boolean {
  return Object.hasOwn(METHODS, name);
}

/** A method or attribute of a statement; opaque when it is not supported. */
export function statementAttribute(statement: SqlStatement, name: string): Value {
  if (statement.kind === 'insert' && statement.ofDialect) {
    const own = conflictAttribute(statement, statement.ofDialect, name);
    if (own !== undefined) return own;
  }
  const keyword = Object.hasOwn(UNIONS, name) ? UNIONS[name] : undefined;
  if (keyword !== undefined && statement.kind === 'select') {
    const own: Value = { kind: 'statement', statement };
    return native(name, (_, call) => unite(keyword, { ...call, positional: [own, ...call.positional] }));
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
