// postgresql.array([...]) as SQL.
import type { SqlExpression } from '../operations/expression';
import type { Compilation } from './compilation';
import { UnknownText } from './signals';
import { printType } from './types/printers';

type List = Extract<SqlExpression, { kind: 'list' }>;

/** True for postgresql.array(). */
export function isArray(expression: SqlExpression): boolean {
  return expression.kind === 'list' && expression.operator === 'array';
}

/** The array as the dialect writes it; `compileItem` prints one item. */
export function arrayText(
  compilation: Compilation,
  list: List,
  compileItem: (item: SqlExpression) => string,
): string {
  const { arrayText: text } = compilation.dialect;
  if (!text) throw new UnknownText('what an array is on this dialect is not rendered', list.span);
  return text(list.items.map(compileItem), list.type && printType(compilation, list.type));
}
