// The condition of a join that gives none: SQLAlchemy follows the one foreign key between both sides.
// https://github.com/sqlalchemy/sqlalchemy/blob/rel_2_0_52/lib/sqlalchemy/sql/selectable.py, Join._join_condition.
import type { Span } from '../text/span';
import { isNamedTable, type FromClause, type SqlExpression, type TableReference } from './expression';

export const NO_KEY = 'there is no foreign key for this join, which has no condition';

/** The condition, or why it is not known here; undefined where no key joins the two. */
export function joinCondition(
  left: FromClause,
  right: FromClause,
  span: Span,
): SqlExpression | string | undefined {
  if (!isNamedTable(right)) return 'a join with a join on its right that has no condition is not followed';
  const tables = [...tablesOf(left), right];
  if (!tables.every(isFollowed))
    return 'a join without a condition is followed for a Table of the file with its own name only';
  // What is joined last is asked first.
  const lasts = isNamedTable(left) ? [] : [tablesOf(left.right)];
  for (const side of [...lasts, tablesOf(left)]) {
    const found = side.flatMap((table) => [...links(right, table, span), ...links(table, right, span)]);
    const [only, ...more] = found;
    if (more.length > 0) return 'a join without a condition over several foreign keys is not followed';
    if (only !== undefined) return only;
  }
  return undefined;
}

function tablesOf(clause: FromClause): readonly TableReference[] {
  return isNamedTable(clause) ? [clause] : [...tablesOf(clause.left), ...tablesOf(clause.right)];
}

function isFollowed({ foreignKeys, alias, anonymous, source }: TableReference): boolean {
  return foreignKeys !== undefined && alias === undefined && anonymous === undefined && source === undefined;
}

/** `referred.column = table.column` for every key of the table that refers to the other one. */
function links(table: TableReference, other: TableReference, span: Span): readonly SqlExpression[] {
  const own = table.foreignKeys;
  if (own === undefined || own.metadata !== other.foreignKeys?.metadata) return [];
  return own.keys.flatMap(({ columns, referred }): SqlExpression[] => {
    if (referred.table !== other.name || referred.schema !== other.schema) return [];
    const sides = columns.map((name, index): SqlExpression => {
      const left = columnOf(other, referred.columns[index] ?? '', span);
      return { kind: 'binary', operator: '==', left, right: columnOf(table, name, span), span };
    });
    const [only, ...more] = sides;
    if (only === undefined) return [];
    // The order of the columns of such a key is that in which their objects were made.
    const unknown = 'a join without a condition over a key of several columns is not followed';
    return [more.length > 0 ? { kind: 'opaqueExpression', reason: unknown, span } : only];
  });
}

function columnOf(table: TableReference, name: string, span: Span): SqlExpression {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column)
    return { kind: 'opaqueExpression', reason: `the column ${table.name}.${name} is not known`, span };
  return { kind: 'column', name, table, type: column.type, isLiteral: false, span };
}
