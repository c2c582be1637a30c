// The SQL string of a revision file at an offset, and a string written anew in its place. What the SQL shall look like is
// the caller's business; that it still means the same, too.
import type { Span } from '../text/span';
import { pathAt } from '../python/find';
import type { Call, Expression, Module, StringLiteral } from '../python/syntax';

/** A string literal that is given to a database as SQL. */
export interface SqlString {
  readonly span: Span;
  readonly value: string;
  /** The white space before the statement that the string stands in. */
  readonly indent: string;
}

/** Functions and methods whose first argument is SQL. */
const TAKES_SQL: ReadonlySet<string> = new Set(['execute', 'text', 'exec_driver_sql']);

/**
 * Undefined where no such string is, where it is put together at run time (f-strings, variables), and where comments stand
 * between its parts, which would be lost.
 */
export function sqlStringAt(module: Module, source: string, offset: number): SqlString | undefined {
  const path = pathAt(module, offset);
  const index = path.findLastIndex(({ kind }) => kind === 'string');
  const literal = path[index];
  const call = path.slice(0, Math.max(0, index)).findLast(({ kind }) => kind === 'call');
  if (literal?.kind !== 'string' || call?.kind !== 'call' || !takesSql(call, literal)) return undefined;
  if (hasComments(literal, source)) return undefined;
  const lineStart = source.lastIndexOf('\n', call.span.start - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(source.slice(lineStart, call.span.start)) ?? [];
  return { span: literal.span, value: literal.value, indent };
}

function takesSql({ function: called, arguments: args }: Call, literal: StringLiteral): boolean {
  return TAKES_SQL.has(nameOf(called)) && args[0]?.form === 'positional' && args[0].value === literal;
}

function nameOf(called: Expression): string {
  if (called.kind === 'name') return called.name;
  return called.kind === 'attribute' ? called.name : '';
}

function hasComments({ parts }: StringLiteral, source: string): boolean {
  return parts.some((part, index) => {
    const next = parts[index + 1];
    return next !== undefined && source.slice(part.span.end, next.span.start).includes('#');
  });
}

/** How the text becomes a string: on one line between quotes, else in a block of its own, one level in. */
export function layOutSql(formatted: string, indent: string): string {
  const lines = formatted.trim().split(/\r?\n/);
  const [only = ''] = lines;
  if (lines.length === 1 && indent.length + only.length <= ONE_LINE) return only;
  const inner = `${indent}    `;
  const body = lines.map((line) => (line.trim() === '' ? '' : `${inner}${line}`)).join('\n');
  return `\n${body}\n${indent}`;
}

const ONE_LINE = 76;

/** A Python literal with exactly this value. */
export function writePythonString(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\');
  if (value.includes('\n')) {
    const body = escaped.replaceAll('"""', '\\"\\"\\"').replaceAll('\r', '\\r').replace(/"$/, '\\"');
    return `"""${body}"""`;
  }
  const plain = escaped.replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return plain.includes('"') && !plain.includes("'") ? `'${plain}'` : `"${plain.replaceAll('"', '\\"')}"`;
}
