// Which tables a statement reads from, as SQLAlchemy finds them: what is given, what its columns name, what joins hide.
import {
  isNamedTable,
  type FromClause,
  type Join,
  type SelectStatement,
  type SqlExpression,
  type TableReference,
} from '../operations/expression';
import { joinCondition, NO_KEY } from '../operations/joinCondition';
import type { Span } from '../text/span';
import { UnknownText } from './signals';

/** What a statement around a subquery provides: the tables right around it, and those further out as well. */
export interface Around {
  readonly nearest: readonly FromClause[];
  readonly all: readonly FromClause[];
}

export const NOTHING_AROUND: Around = { nearest: [], all: [] };

/** The surroundings of what stands inside a statement that shows these clauses. */
export function aroundOf(clauses: readonly FromClause[], further: Around = NOTHING_AROUND): Around {
  const nearest = clauses.flatMap(partsOf);
  return { nearest, all: [...nearest, ...further.all] };
}

export function isSameTable(a: TableReference, b: TableReference): boolean {
  return (
    a.name === b.name &&
    a.schema === b.schema &&
    a.alias === b.alias &&
    a.source === b.source &&
    a.anonymous === b.anonymous
  );
}

function isSameClause(a: FromClause, b: FromClause): boolean {
  return isNamedTable(a) && isNamedTable(b) ? isSameTable(a, b) : a === b;
}

/** A clause, and what it is joined of. */
export function partsOf(clause: FromClause): readonly FromClause[] {
  return isNamedTable(clause) ? [clause] : [clause, ...partsOf(clause.left), ...partsOf(clause.right)];
}

/** Tables named by the columns of an expression, in order of appearance. A subquery keeps its own. */
export function tablesOf(expression: SqlExpression): readonly TableReference[] {
  switch (expression.kind) {
    case 'column':
      return expression.table ? [expression.table] : [];
    case 'binary':
      return [...tablesOf(expression.left), ...tablesOf(expression.right)];
    case 'unary':
    case 'cast':
    case 'label':
    case 'collate':
    case 'jsonItem':
      return tablesOf(expression.operand);
    case 'function':
      return expression.arguments.flatMap(tablesOf);
    case 'over':
      return [expression.operand, ...expression.partitionBy, ...expression.orderBy].flatMap(tablesOf);
    case 'filter':
      return [...tablesOf(expression.operand), ...tablesOf(expression.criterion)];
    case 'list':
      return expression.items.flatMap(tablesOf);
    case 'case': {
      const whens = expression.whens.flatMap(([when, then]) => [...tablesOf(when), ...tablesOf(then)]);
      const value = expression.value ? tablesOf(expression.value) : [];
      return [...value, ...whens, ...(expression.otherwise ? tablesOf(expression.otherwise) : [])];
    }
    default:
      return [];
  }
}

/** Each clause once, without what stands in a join that is there too. */
export function distinctClauses(clauses: readonly FromClause[]): readonly FromClause[] {
  const once = clauses.filter(
    (clause, index) => clauses.findIndex((other) => isSameClause(other, clause)) === index,
  );
  const hidden = once.flatMap((clause) => partsOf(clause).slice(1));
  return withoutClauses(once, hidden);
}

export function withoutClauses(
  clauses: readonly FromClause[],
  removed: readonly FromClause[],
): readonly FromClause[] {
  return clauses.filter((clause) => !removed.some((other) => isSameClause(other, clause)));
}

/** The clauses a SELECT shows or leaves to the statement around it. */
export function clausesOf(select: SelectStatement): readonly FromClause[] {
  const named = [...tablesOfColumns(select), ...select.where.flatMap(tablesOf)];
  return distinctClauses([...withJoins(select, named), ...named]);
}

function tablesOfColumns({ columns, bare = [] }: SelectStatement): readonly TableReference[] {
  const bareAt = (index: number): readonly TableReference[] =>
    bare.flatMap(({ table, place }) => (place === index ? [table] : []));
  return [
    ...columns.flatMap((column, index) => [...bareAt(index), ...tablesOf(column)]),
    ...bareAt(columns.length),
  ];
}

/** `select().join()`: each is put to what is there, or to the one table that the SELECT names otherwise. */
function withJoins(select: SelectStatement, named: readonly FromClause[]): readonly FromClause[] {
  return (select.joins ?? []).reduce<readonly FromClause[]>((clauses, { left, right, on, form, span }) => {
    const candidates = clauses.length > 0 ? clauses : left === undefined ? distinctClauses(named) : [];
    const begin =
      left === undefined
        ? leftSide(candidates, right, on, span)
        : candidates.filter((clause) => partsOf(clause).some((part) => isSameClause(part, left)));
    const [first] = begin;
    if (begin.length > 1 || (left === undefined && first === undefined))
      throw new UnknownText('what this join begins with is not known', span);
    const place = first === undefined ? -1 : clauses.indexOf(first);
    const start = first ?? left ?? right;
    const condition = on ?? joinCondition(start, right, span) ?? NO_KEY;
    if (typeof condition === 'string') throw new UnknownText(condition, span);
    const joined: Join = { kind: 'join', left: start, right, on: condition, form };
    return place < 0 ? [...clauses, joined] : clauses.with(place, joined);
  }, select.from);
}

/** The clauses that have, with the right side, all columns of the condition. */
function leftSide(
  candidates: readonly FromClause[],
  right: FromClause,
  on: SqlExpression | undefined,
  span: Span,
): readonly FromClause[] {
  if (candidates.length < 2) return candidates;
  if (on === undefined) return joinable(candidates, right, span);
  const used = tablesOf(on);
  if (!isNamedTable(right) || hasOtherColumns(on) || used.length === 0)
    throw new UnknownText('what this join begins with is not known', span);
  return candidates.filter((clause) => {
    const parts = [...partsOf(clause), right];
    return (
      !isSameClause(clause, right) &&
      used.every((table) => parts.some((part) => isNamedTable(part) && isSameTable(part, table)))
    );
  });
}

/** The clauses that a foreign key joins with the right side. */
function joinable(candidates: readonly FromClause[], right: FromClause, span: Span): readonly FromClause[] {
  return candidates.filter((clause) => {
    if (isSameClause(clause, right)) return false;
    const condition = joinCondition(clause, right, span);
    if (typeof condition === 'string') throw new UnknownText(condition, span);
    return condition !== undefined;
  });
}

/** True where an expression has columns that belong to no table here, or a SELECT of its own. */
function hasOtherColumns(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind === 'subquery') return true;
  if ('kind' in part && part.kind === 'column' && 'table' in part) return part.table === undefined;
  return Object.values(part).some(hasOtherColumns);
}
