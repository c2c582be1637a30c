// Items of JSON columns: PostgreSQL has operators and subscripts for them, SQLite functions.
import type { SqlExpression } from '../operations/expression';
import type { Compilation } from './compilation';
import type { Fragment } from './conditions';
import { stringLiteral } from './literals';
import { constantOf } from './operands';
import { UnknownText } from './signals';
import { printType } from './types/printers';

type JsonItem = Extract<SqlExpression, { kind: 'jsonItem' }>;

/** What the compiler of expressions lends; `within` prints what stands inside of another operator. */
export interface JsonParts {
  readonly compilation: Compilation;
  /** True inside of another operator, where SQLAlchemy puts parentheses round these. */
  readonly isWithinOperator: boolean;
  compile(expression: SqlExpression): Fragment;
  within(expression: SqlExpression): Fragment;
}

/** The item as SQL. */
export function jsonItemText(parts: JsonParts, item: JsonItem): Fragment {
  const index = indexText(parts.compilation, item);
  const operator = 'jsonItem';
  if (item.as === 'text') return { text: arrow(parts, item, '>>', index), operator };
  if (parts.compilation.dialect.name === 'sqlite') {
    const extracted = `JSON_EXTRACT(${grouped(item, parts.compile(item.operand))}, ${index})`;
    return { text: item.as === 'json' ? `JSON_QUOTE(${extracted})` : extracted, operator };
  }
  if (item.as !== 'json') {
    const text = arrow(parts, item, '>>', index);
    return { text: `CAST(${text} AS ${printType(parts.compilation, item.as)})`, operator };
  }
  const isSubscript = item.type.kind === 'type' && item.type.name === 'JSONB' && !item.isPath;
  if (isSubscript) return { text: `${grouped(item, parts.compile(item.operand))}[${index}]`, operator };
  return { text: arrow(parts, item, '>', index), operator };
}

/** What the item is taken of: an item of an operator other than its own stands in parentheses. */
function grouped({ operand, as, isPath }: JsonItem, { text }: Fragment): string {
  if (operand.kind !== 'jsonItem') return text;
  return as === 'text' || operand.isPath !== isPath ? `(${text})` : text;
}

function arrow(parts: JsonParts, item: JsonItem, end: '>' | '>>', index: string): string {
  const sign = item.isPath ? `#${end}` : `-${end}`;
  const text = `${grouped(item, parts.within(item.operand))} ${sign} ${index}`;
  return parts.isWithinOperator ? `(${text})` : text;
}

function indexText(compilation: Compilation, { path, isPath, span }: JsonItem): string {
  if (compilation.dialect.name === 'sqlite') {
    const steps = path.map((step) => (typeof step === 'bigint' ? `[${step}]` : `."${step}"`));
    return stringLiteral(compilation, `$${steps.join('')}`);
  }
  if (isPath) return stringLiteral(compilation, `{${path.join(', ')}}`);
  const [step] = path;
  if (step === undefined) throw new UnknownText('the index of this JSON value is not known', span);
  return typeof step === 'bigint' ? `${step}` : stringLiteral(compilation, step);
}

/** True where an item of a JSON column stands anywhere within. */
export function hasJsonItem(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind === 'jsonItem') return true;
  return Object.values(part).some(hasJsonItem);
}

/** Stops where a value beside a JSON item would be printed as JSON. */
export function checkJson(side: SqlExpression, other: SqlExpression): void {
  if (side.kind !== 'jsonItem' || side.as !== 'json') return;
  if (other.kind !== 'constant' && constantOf(other) !== 'null')
    throw new UnknownText('what is compared with a JSON item is not rendered', side.span);
}
