// Finding and editing calls in the source: the argument of a keyword, adding one, removing a statement.
import { writeString } from './literals';
import { keywordArgument } from '../../python/find';
import type { Argument, Call, Expression, Module, Statement } from '../../python/syntax';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';

/**
 * Sets `name=value`: replaces the value where the keyword is written, else adds it as last argument. `**options` may hold the
 * keyword too, so there the value goes into the dictionary, behind what is in it.
 */
export function setKeyword(call: Call, source: string, name: string, value: string): TextEdit {
  const written = keywordArgument(call, name);
  if (written !== undefined) return { span: written.value.span, text: value };
  const spread = call.arguments.findLast(({ form }) => form === 'doubleStar');
  if (spread !== undefined) {
    const { span, kind } = spread.value;
    const given = source.slice(span.start, span.end);
    const operand = ['name', 'attribute', 'call', 'dict'].includes(kind) ? given : `(${given})`;
    return { span, text: `{**${operand}, ${writeString(name)}: ${value}}` };
  }
  return addArgument(call, source, `${name}=${value}`);
}

/** Adds an argument at the end of the call, in front of a trailing comma's line break if there is one. */
export function addArgument(call: Call, source: string, text: string): TextEdit {
  const last = call.arguments.at(-1);
  if (last === undefined) {
    const at = call.argumentsSpan.start + 1;
    return { span: { start: at, end: at }, text };
  }
  const indent = lineIndent(source, last.span.start);
  const startsLine = source.slice(lineStart(source, last.span.start), last.span.start).trim() === '';
  return {
    span: { start: last.span.end, end: last.span.end },
    text: startsLine ? `,\n${indent}${text}` : `, ${text}`,
  };
}

/** Takes an argument that is not the first out of its call, with the comma in front of it. */
export function removeArgument(source: string, argument: Argument): TextEdit {
  const comma = source.lastIndexOf(',', argument.span.start);
  return { span: { start: comma, end: argument.span.end }, text: '' };
}

/** Offset of the first character of the line. */
export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** The white space at the start of the line that holds `offset`. */
export function lineIndent(source: string, offset: number): string {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset), offset))?.[0] ?? '';
}

/** An expression statement and the list of statements it stands in. */
export interface StatementPlace {
  readonly statement: Statement;
  readonly siblings: readonly Statement[];
}

type CallStatement = StatementPlace & { readonly call: Call };

const CALLS = new WeakMap<Module, ReadonlyMap<string, CallStatement>>();

/** The expression statement whose expression has exactly this span; undefined when the call is part of something else. */
export function statementOfCall(module: Module, span: Span): CallStatement | undefined {
  const known = CALLS.get(module);
  if (known !== undefined) return known.get(spanKey(span));
  const found = callStatements(module);
  CALLS.set(module, found);
  return found.get(spanKey(span));
}

function callStatements(module: Module): ReadonlyMap<string, CallStatement> {
  const found = new Map<string, CallStatement>();
  const pending: (readonly Statement[])[] = [module.body];
  for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
    for (const statement of list) {
      if (statement.kind === 'expressionStatement' && statement.expression.kind === 'call') {
        const { expression: call } = statement;
        found.set(spanKey(call.span), { statement, siblings: list, call });
      }
      pending.push(...bodies(statement));
    }
  }
  return found;
}

function spanKey({ start, end }: Span): string {
  return `${String(start)}-${String(end)}`;
}

/** The call with exactly this span, wherever it stands inside the arguments of `outer` or is it. */
export function callWithSpan(outer: Expression, span: Span): Call | undefined {
  if (outer.kind !== 'call') return undefined;
  if (sameSpan(outer.span, span)) return outer;
  for (const argument of outer.arguments) {
    const found = callWithSpan(argument.value, span);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function bodies(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'function':
    case 'class':
    case 'with':
      return [statement.body];
    case 'if':
    case 'for':
    case 'while':
      return [statement.body, statement.orElse];
    case 'try':
      return [
        statement.body,
        statement.orElse,
        statement.finally,
        ...statement.handlers.map(({ body }) => body),
      ];
    default:
      return [];
  }
}

/** Removes a statement that has its lines to itself, together with these lines; undefined when it shares a line. */
export function removeStatement(
  { statement, siblings }: StatementPlace,
  source: string,
): TextEdit | undefined {
  const start = lineStart(source, statement.span.start);
  const newline = source.indexOf('\n', statement.span.end);
  const end = newline < 0 ? source.length : newline + 1;
  const before = source.slice(start, statement.span.start);
  const after = source.slice(statement.span.end, end);
  if (before.trim() !== '' || !/^[ \t]*(?:#[^\n]*)?\r?\n?$/.test(after)) return undefined;
  if (siblings.length === 1) return { span: statement.span, text: 'pass' };
  return { span: { start, end }, text: '' };
}
