// `table.c`: the columns of a table as values, and items of expressions such as JSON paths.
import type { Span } from '../../text/span';
import type { SqlExpression, TableReference, TableReferenceColumn } from '../expression';
import type { Machine } from '../interpreter/machine';
import { PythonError } from '../interpreter/signals';
import { isObject, opaque, type Value } from '../values';
import { elementOf, operand } from './coerce';
import { jsonItem } from './jsonItems';

function columnExpression(table: TableReference, column: TableReferenceColumn, span: Span): SqlExpression {
  return { kind: 'column', name: column.name, table, type: column.type, isLiteral: false, span };
}

/** `table.c.name` or `table.c['name']`. */
export function columnOf(table: TableReference, key: string | undefined, span: Span, byItem = true): Value {
  const column = table.columns.find((candidate) => candidate.key === key);
  if (column !== undefined) return { kind: 'expression', expression: columnExpression(table, column, span) };
  if (key === undefined) return opaque('the column name is not known');
  // What every collection of columns has, and what is SQLAlchemy's own.
  if (!byItem && COLLECTION.test(key)) return opaque(`.${key} of the columns of a table is not supported`);
  throw byItem ? new PythonError('KeyError', `'${key}'`) : new PythonError('AttributeError', key);
}

const COLLECTION =
  /^(?:_.*|add|as_readonly|clear|compare|contains_column|corresponding_column|extend|get|items|keys|remove|replace|update|values)$/;

/** All columns in order. */
export function columnValues(table: TableReference, span: Span): Value[] {
  return table.columns.map((column) => ({
    kind: 'expression',
    expression: columnExpression(table, column, span),
  }));
}

/** `expression[index]`: JSON and array access. */
export function itemOfElement(_machine: Machine, object: Value, index: Value, span: Span): Value {
  const element = elementOf(object, span);
  if (element === undefined || (isObject(index) && index.kind === 'slice'))
    return opaque('the item of the expression is not known');
  const json = jsonItem(element, index, span);
  if (json !== undefined) return json;
  return {
    kind: 'expression',
    expression: { kind: 'binary', operator: '[]', left: element, right: operand(index, span), span },
  };
}
