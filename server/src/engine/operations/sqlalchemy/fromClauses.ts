// What a SELECT can read from besides a table: joins, subqueries, common table expressions and aliases.
import type { Span } from '../../text/span';
import {
  isNamedTable,
  type DerivedSource,
  type FromClause,
  type Join,
  type SelectStatement,
  type SqlExpression,
  type TableReference,
  type TableReferenceColumn,
} from '../expression';
import { joinCondition, NO_KEY } from '../joinCondition';
import { flag, known, optionalText } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import { isObject, native, opaque, type CallArguments, type TableValue, type Value } from '../values';
import { condition } from './functions';
import { resultType } from './resultType';
import { selectOf, unite, UNIONS } from './selects';

const JOIN = parseSignature('join(left, right, onclause=None, isouter=False, full=False)');
const OUTER_JOIN = parseSignature('outerjoin(left, right, onclause=None, full=False)');
const ALIAS = parseSignature('alias(self, name=None, flat=False)');
const DERIVED = {
  subquery: parseSignature('subquery(self, name=None)'),
  // `flat` is about joins alone.
  alias: ALIAS,
  cte: parseSignature('cte(self, name=None, recursive=False, nesting=False)'),
};

/** What a value is in FROM; stops where it is no table, alias, subquery or join. */
export function fromClauseOf(value: Value): FromClause {
  const v = known(value);
  if (isObject(v) && v.kind === 'table') return v.reference;
  if (isObject(v) && v.kind === 'join') return v.join;
  throw new NotKnown('the table is not known');
}

interface JoinArguments extends Omit<Join, 'kind' | 'left' | 'on'> {
  readonly left: Value;
  readonly on: SqlExpression | undefined;
}

/** What is joined with what, and how; `left` is None where a SELECT looks for it itself. */
export function joinArguments(name: 'join' | 'outerjoin', call: CallArguments): JoinArguments {
  const bound = bindArguments(name === 'join' ? JOIN : OUTER_JOIN, call);
  const on = bound.get('onclause');
  const isFull = flag(bound.get('full'), 'full');
  const isOuter = name === 'outerjoin' || flag(bound.get('isouter'), 'isouter');
  return {
    left: bound.get('left'),
    right: fromClauseOf(bound.get('right')),
    on: on === null ? undefined : condition(on, call.span),
    form: isFull ? 'full' : isOuter ? 'left' : 'inner',
  };
}

/** join(a, b, condition) and a.join(b, condition). */
export function join(name: 'join' | 'outerjoin', call: CallArguments): Value {
  const { left, right, on, form } = joinArguments(name, call);
  const clause = fromClauseOf(left);
  const found = on ?? joinCondition(clause, right, call.span) ?? NO_KEY;
  if (typeof found === 'string') throw new NotKnown(found);
  return { kind: 'join', join: { kind: 'join', left: clause, right, on: found, form } };
}

/** `a.join` and `a.outerjoin`, where `value` is `a`; undefined for any other name. */
export function joinMethod(value: Value, name: string): Value | undefined {
  if (name !== 'join' && name !== 'outerjoin') return undefined;
  return native(name, (_, call) => join(name, { ...call, positional: [value, ...call.positional] }));
}

function tablesIn(clause: FromClause): readonly TableReference[] {
  return isNamedTable(clause) ? [clause] : [...tablesIn(clause.left), ...tablesIn(clause.right)];
}

/** `join.select()`: all columns of the tables that are joined. */
function selectOfJoin(machine: Machine, from: FromClause, call: CallArguments): Value {
  if (call.positional.length > 0 || call.keywords.size > 0)
    throw new NotKnown('select() with arguments is the calling style of SQLAlchemy 1.3');
  const positional = tablesIn(from).map((reference): Value => {
    return { kind: 'table', reference, definition: undefined };
  });
  return { kind: 'statement', statement: { ...selectOf(machine, { ...call, positional }), from: [from] } };
}

/** An attribute of a join. */
export function joinAttribute(value: Value, name: string): Value {
  if (name === 'select')
    return native(name, (machine, call) => selectOfJoin(machine, fromClauseOf(value), call));
  return joinMethod(value, name) ?? opaque(`.${name} of a join is not supported`, undefined, 'construct');
}

/** `.subquery()`, `.alias()` and `.cte()` of a SELECT. */
export function derivedTable(
  method: keyof typeof DERIVED,
  select: SelectStatement,
  call: CallArguments,
): Value {
  const own = { ...call, positional: [null, ...call.positional] };
  const bound = bindArguments(DERIVED[method], own);
  if (method === 'cte' && flag(bound.get('nesting'), 'nesting'))
    throw new NotKnown('a CTE with nesting=True is not supported');
  const isRecursive = method === 'cte' && flag(bound.get('recursive'), 'recursive');
  const alias = optionalText(bound.get('name'), 'the name');
  if (isRecursive && alias === undefined)
    throw new NotKnown('a recursive CTE without a name is not supported');
  const columns = columnsOf(select, call.span);
  if (isRecursive) checkRecursive(select);
  const kind = method === 'cte' ? method : 'subquery';
  const source: DerivedSource = { kind, select, ...(isRecursive ? { isRecursive } : {}) };
  const reference = { name: alias ?? 'anon', schema: undefined, alias, columns, isTable: false, source };
  return { kind: 'table', reference, definition: undefined };
}

/** A recursive CTE names its columns, which are plain ones and labels here. */
function checkRecursive({ columns, united }: SelectStatement): void {
  const [first] = united?.selects ?? [];
  if (first !== undefined) checkRecursive(first);
  else if (columns.some(({ kind }) => kind !== 'column' && kind !== 'label'))
    throw new NotKnown('a column of a recursive CTE without a label is not supported');
}

/** `cte.union_all(...)`: the same CTE, made of more; undefined for what is no CTE and for any other name. */
export function cteUnion({ reference }: TableValue, name: string): Value | undefined {
  const { source, anonymous } = reference;
  const keyword = Object.hasOwn(UNIONS, name) ? UNIONS[name] : undefined;
  if (source?.kind !== 'cte' || anonymous !== undefined || !/^union/.test(name) || keyword === undefined)
    return undefined;
  return native(name, (_, call) => {
    if (source.restates !== undefined || !source.isRecursive)
      throw new NotKnown(`.${name}() of this CTE is not supported`);
    const before: Value = { kind: 'statement', statement: source.select };
    const united = known(unite(keyword, { ...call, positional: [before, ...call.positional] }));
    if (!isObject(united) || united.kind !== 'statement' || united.statement.kind !== 'select')
      throw new NotKnown(`.${name}() of this CTE is not supported`);
    const next: DerivedSource = { ...source, select: united.statement, restates: source };
    return { kind: 'table', reference: { ...reference, source: next }, definition: undefined };
  });
}

/** table.alias(name). */
export function aliasOf(value: TableValue, call: CallArguments): Value {
  const { reference } = value;
  const bound = bindArguments(ALIAS, { ...call, positional: [null, ...call.positional] });
  const alias = optionalText(bound.get('name'), 'the name');
  if (reference.source !== undefined || reference.alias !== undefined || reference.anonymous !== undefined)
    throw new NotKnown('an alias of what has one is not supported');
  const named = alias === undefined ? { anonymous: {} } : {};
  return { kind: 'table', reference: { ...reference, alias, ...named }, definition: undefined };
}

/** The columns under their names; stops where SQLAlchemy would make up a name. */
function columnsOf({ columns, united }: SelectStatement, span: Span): readonly TableReferenceColumn[] {
  const [first] = united?.selects ?? [];
  if (first !== undefined) return columnsOf(first, span);
  const named = columns.map((column): TableReferenceColumn => {
    const name = nameOf(column);
    if (name === undefined) throw new NotKnown('a column of the subquery has no name');
    return { name, key: name, type: resultType(column), primaryKey: false, hasDefault: false };
  });
  if (new Set(named.map(({ name }) => name)).size !== named.length)
    throw new NotKnown('two columns of the subquery have the same name');
  return named;
}

function nameOf(column: SqlExpression): string | undefined {
  if (column.kind === 'cast') return column.operand.kind === 'cast' ? undefined : nameOf(column.operand);
  if (column.kind === 'label') return column.name;
  return column.kind === 'column' && !column.isLiteral ? column.name : undefined;
}
