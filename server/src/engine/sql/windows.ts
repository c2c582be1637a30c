// What follows a function: FILTER, and OVER with its partition, order and frame.
import type { SqlExpression, WindowFrame } from '../operations/expression';
import type { Bind, ExpressionParts } from './conditions';

type Over = Extract<SqlExpression, { kind: 'over' }>;
type Filter = Extract<SqlExpression, { kind: 'filter' }>;

/** `row_number() OVER (PARTITION BY ... ORDER BY ...)`. */
export function windowText(parts: ExpressionParts, over: Over): string {
  const { text } = parts.compile(over.operand);
  const by = (word: string, items: readonly SqlExpression[]): readonly string[] =>
    items.length > 0 ? [`${word} BY ${items.map((item) => parts.group(item, 'comma')).join(', ')}`] : [];
  const window = [...by('PARTITION', over.partitionBy), ...by('ORDER', over.orderBy)];
  if (over.frame) window.push(frameText(parts, over.frame, over));
  return `${text} OVER (${window.join(' ')})`;
}

/** `count(*) FILTER (WHERE ...)`. */
export function filterText(parts: ExpressionParts, filter: Filter): string {
  return `${parts.compile(filter.operand).text} FILTER (WHERE ${parts.compile(filter.criterion).text})`;
}

function frameText(parts: ExpressionParts, { unit, from, to }: WindowFrame, { span }: Over): string {
  const end = (rows: bigint | undefined, unbounded: string): string => {
    if (rows === undefined) return `UNBOUNDED ${unbounded}`;
    if (rows === 0n) return 'CURRENT ROW';
    const value = rows < 0n ? -rows : rows;
    const bind: Bind = { kind: 'bind', value, type: undefined, isInline: false, span };
    return `${parts.bind(bind, 'inferred', 'param')} ${rows < 0n ? 'PRECEDING' : 'FOLLOWING'}`;
  };
  return `${unit} BETWEEN ${end(from, 'PRECEDING')} AND ${end(to, 'FOLLOWING')}`;
}
