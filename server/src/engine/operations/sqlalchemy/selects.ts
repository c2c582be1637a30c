// select(), union(), insert(), update() and delete(); the methods that build them up are in selectMethods.ts.
import type { Span } from '../../text/span';
import type { SelectStatement, SqlExpression, SqlStatement, TableReference } from '../expression';
import { known } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { toRepr } from '../interpreter/representation';
import { NotKnown, PythonError } from '../interpreter/signals';
import { isObject, textOf, type CallArguments, type Value } from '../values';
import { columnValues } from './columns';
import { elementOf, operand } from './coerce';

/** What exists() asks about: a select, or one of `*` or of what it is given. */
export function existsOperand(machine: Machine, value: Value, span: Span): SqlExpression {
  if (isObject(value)) {
    if (value.kind === 'statement' && value.statement.kind === 'select')
      return { kind: 'subquery', select: value.statement, span };
    if (value.kind === 'expression' && value.expression.kind === 'subquery') return value.expression;
    if (value.kind === 'opaque') throw new NotKnown(value.reason);
  }
  const entities = { positional: [value ?? '*'], keywords: new Map<string, Value>(), span };
  return { kind: 'subquery', select: { ...emptySelect(span), ...entitiesOf(machine, entities) }, span };
}

type Entities = Required<Pick<SelectStatement, 'columns' | 'bare'>>;

/** What select() and returning() are given, after `before`: columns, expressions and whole tables. */
export function entitiesOf(
  machine: Machine,
  call: CallArguments,
  before: Pick<SelectStatement, 'columns' | 'bare'> = { columns: [] },
): Entities {
  const columns = [...before.columns];
  const bare = [...(before.bare ?? [])];
  for (const entity of call.positional) {
    const value = known(entity);
    if (isObject(value) && value.kind === 'table') {
      const own = columnValues(value.reference, call.span);
      if (own.length === 0) bare.push({ table: value.reference, place: columns.length });
      columns.push(...own.map((column) => operand(column, call.span)));
      continue;
    }
    if (isObject(value) && (value.kind === 'list' || value.kind === 'tuple')) {
      throw new NotKnown('select() with a list is the calling style of SQLAlchemy 1.3');
    }
    columns.push(columnEntity(value, call.span));
  }
  machine.spend(columns.length - before.columns.length);
  return { columns, bare };
}

/** select(*entities). */
export function select(machine: Machine, call: CallArguments): Value {
  return { kind: 'statement', statement: selectOf(machine, call) };
}

export function selectOf(machine: Machine, call: CallArguments): SelectStatement {
  return { ...emptySelect(call.span), ...entitiesOf(machine, call) };
}

function emptySelect(span: Span): SelectStatement {
  return {
    kind: 'select',
    columns: [],
    from: [],
    where: [],
    orderBy: [],
    groupBy: [],
    limit: undefined,
    offset: undefined,
    distinct: false,
    span,
  };
}

/** The functions and methods that unite SELECTs, with their keywords. */
export const UNIONS: Readonly<Record<string, string>> = {
  union: 'UNION',
  union_all: 'UNION ALL',
  intersect: 'INTERSECT',
  intersect_all: 'INTERSECT ALL',
  except_: 'EXCEPT',
  except_all: 'EXCEPT ALL',
};

/** union(*selects) and its like. */
export function unite(keyword: string, call: CallArguments): Value {
  const selects = call.positional.map((value): SelectStatement => {
    const v = known(value);
    if (isObject(v) && v.kind === 'statement' && v.statement.kind === 'select') return v.statement;
    throw new NotKnown(`what is put together by ${keyword} is no select here`);
  });
  if (selects.length < 2) throw new NotKnown(`${keyword} of fewer than two selects is not supported`);
  return { kind: 'statement', statement: { ...emptySelect(call.span), united: { keyword, selects } } };
}

/** A plain value among the columns: a number and `*` are printed as they are, other text has to be text(). */
function columnEntity(value: Value, span: Span): SqlExpression {
  const name = textOf(value);
  const isNumber = typeof value === 'bigint' || typeof value === 'number';
  if (name === '*' || isNumber) {
    const printed = name ?? toRepr(value);
    return { kind: 'column', name: printed, table: undefined, type: undefined, isLiteral: true, span };
  }
  if (name === undefined) {
    const isElement =
      elementOf(value, span) !== undefined && !(isObject(value) && value.kind === 'statement');
    if (isObject(value) && !isElement && value.kind !== 'opaque')
      throw new NotKnown(`a ${value.kind} as a column of a select is not supported`);
    return operand(value, span);
  }
  const advice = /^\w\S*$/.test(name) ? `column('${name}')` : `literal_column('${name}')`;
  throw new PythonError(
    'ArgumentError',
    `Textual column expression '${name}' should be explicitly declared with text('${name}'), or use ${advice} for more specificity`,
  );
}

/** insert(table) of a dialect. */
export function dialectInsert(dialect: 'postgresql' | 'sqlite', table: TableReference, span: Span): Value {
  if (isDerived(table)) throw new NotKnown('insert() of an alias is not supported');
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
  if (isDerived(table)) throw new NotKnown(`${kind}() of an alias is not supported`);
  const statement: SqlStatement =
    kind === 'insert'
      ? { kind, table, rows: [], fromSelect: undefined, span }
      : kind === 'update'
        ? { kind, table, values: [], where: [], span }
        : { kind, table, where: [], span };
  return { kind: 'statement', statement };
}

/** True for an alias, a subquery and a common table expression. */
function isDerived({ alias, source, anonymous }: TableReference): boolean {
  return alias !== undefined || source !== undefined || anonymous !== undefined;
}
