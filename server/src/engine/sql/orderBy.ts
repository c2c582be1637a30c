// What names and labels of ORDER BY and GROUP BY stand for, as SQLAlchemy resolves them.
import type { SelectStatement, SqlExpression, TableReference } from '../operations/expression';
import { compileError, UnknownText } from './signals';

/** The statement the clause belongs to, and the tables of its FROM. */
interface Scope {
  readonly select: SelectStatement;
  readonly tables: readonly TableReference[];
}

type Label = Extract<SqlExpression, { kind: 'label' }>;

const MODIFIERS = new Set(['asc', 'desc', 'nulls first', 'nulls last']);

/** A label printed by its name alone. */
function labelName(label: Label): SqlExpression {
  return {
    kind: 'column',
    name: label.name,
    table: undefined,
    type: undefined,
    isLiteral: false,
    span: label.span,
  };
}

function qualifiedName(column: SqlExpression): string | undefined {
  if (column.kind !== 'column' || column.isLiteral) return undefined;
  const { table } = column;
  if (!table) return column.name;
  if (table.source ?? table.anonymous) return undefined;
  const schema = table.schema === undefined || table.alias !== undefined ? '' : `${table.schema}_`;
  return `${schema}${table.alias ?? table.name}_${column.name}`;
}

function resolve(name: string, { select, tables }: Scope, reference: SqlExpression): SqlExpression {
  for (const column of select.columns) {
    if (column.kind === 'label' && column.name === name) return labelName(column);
    if (qualifiedName(column) === name) return column;
  }
  for (const table of tables.toReversed()) {
    const column = table.columns.find(({ key }) => key === name);
    if (column)
      return {
        kind: 'column',
        name: column.name,
        table,
        type: column.type,
        isLiteral: false,
        span: reference.span,
      };
  }
  if (select.columns.some(({ kind }) => kind !== 'label' && kind !== 'column' && kind !== 'text'))
    throw new UnknownText(`what the name ${name} stands for is not known`, reference.span);
  throw compileError(
    `Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression '${name}' should be explicitly declared as text('${name}')`,
  );
}

/** The element that is printed: names are looked up, and in ORDER BY a label of the statement is only named. */
export function namedElement(expression: SqlExpression, scope: Scope, isOrder: boolean): SqlExpression {
  if (expression.kind === 'nameReference') return resolve(expression.name, scope, expression);
  if (expression.kind === 'unary' && MODIFIERS.has(expression.operator)) {
    return { ...expression, operand: namedElement(expression.operand, scope, isOrder) };
  }
  if (expression.kind !== 'label' || !isOrder) return expression;
  const own = scope.select.columns.find(
    (column): column is Label => column.kind === 'label' && column.name === expression.name,
  );
  if (own?.operand === expression.operand) return labelName(own);
  if (own) throw new UnknownText('another column has the label of this one', expression.span);
  return expression;
}
