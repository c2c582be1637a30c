// One statement of a SQL text with its tokens: where names stand and how far expressions reach. Offsets are UTF-16 units
// of the whole text; the parser counts bytes.
import type { Span } from '../text/span';
import { sqlTokens, type SqlToken } from './tokens';
import { listOf, nodeOf, type SqlNode } from './tree';
import type { SqlName } from './parsedSql';

/** A statement of a text. */
export interface StatementText {
  readonly sql: string;
  readonly span: Span;
  readonly tokens: readonly SqlToken[];
  /** The offset of a node's `location`; undefined when the parser gave none. */
  readonly at: (location: unknown) => number | undefined;
}

/** From bytes of UTF-8 to UTF-16 units. */
function byteOffsets(sql: string): (bytes: number) => number {
  if (/^[\x00-\x7f]*$/.test(sql)) return (bytes) => Math.min(bytes, sql.length);
  const offsets: number[] = [];
  let at = 0;
  for (const character of sql) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let i = 0; i < size; i++) offsets.push(at);
    at += character.length;
  }
  return (bytes) => offsets[bytes] ?? sql.length;
}

/** The statements of a text as the parser cut it. Comments before a statement do not belong to it. */
export function statementTexts(
  sql: string,
  statements: readonly unknown[],
): readonly (StatementText & { readonly node: SqlNode })[] {
  const offset = byteOffsets(sql);
  const tokens = sqlTokens(sql);
  return statements.map((raw) => {
    const { stmt, stmt_location: location, stmt_len: length } = nodeOf(raw);
    const from = typeof location === 'number' ? location : 0;
    const start = offset(from);
    const end = typeof length === 'number' && length > 0 ? offset(from + length) : sql.length;
    const own = tokens.filter((token) => token.start >= start && token.end <= end && token.text !== ';');
    const span = { start: own[0]?.start ?? start, end: own.at(-1)?.end ?? end };
    const at = (place: unknown): number | undefined => {
      // A location of 0 is left out by the parser, which only the first statement can have.
      if (place === undefined) return start === 0 ? 0 : undefined;
      return typeof place === 'number' && place >= 0 ? offset(place) : undefined;
    };
    return { sql, span, tokens: own, at, node: nodeOf(stmt) };
  });
}

/** Index of the first token at or behind an offset. */
export function tokenIndex({ tokens }: StatementText, offset: number): number {
  const found = tokens.findIndex((token) => token.start >= offset);
  return found < 0 ? tokens.length : found;
}

/** Index of the bracket that closes the one at `open`. */
export function closing({ tokens }: StatementText, open: number): number {
  const depth = tokens[open]?.depth ?? 0;
  const found = tokens.findIndex((token, index) => index > open && token.depth === depth);
  return found < 0 ? tokens.length - 1 : found;
}

/** The parts between commas from token `from` to token `to` (exclusive), as spans; brackets inside count as one. */
export function parts(text: StatementText, from: number, to: number): readonly Span[] {
  const depth = text.tokens[from]?.depth ?? 0;
  const result: Span[] = [];
  let first = from;
  for (let index = from; index <= to; index++) {
    const token = text.tokens[index];
    const isEnd = index === to || token === undefined;
    if (!isEnd && !(token.text === ',' && token.kind === 'symbol' && token.depth === depth)) continue;
    const [start, end] = [text.tokens[first], text.tokens[index - 1]];
    if (start && end && index > first) result.push({ start: start.start, end: end.end });
    first = index + 1;
    if (isEnd) break;
  }
  return result;
}

/** From token `from` to the comma or bracket that ends it, or to `limit`. */
export function upToComma(text: StatementText, from: number, limit = text.span.end): Span {
  const first = text.tokens[from];
  if (first === undefined) return { start: limit, end: limit };
  let end = first.end;
  for (const [index, token] of text.tokens.entries()) {
    if (index < from) continue;
    const isComma = token.kind === 'symbol' && token.text === ',' && token.depth === first.depth;
    if (token.start >= limit || token.depth < first.depth || isComma) break;
    end = token.end;
  }
  return { start: first.start, end };
}

/** The first token of that word at or behind `from`, outside brackets that open later; -1 when there is none. */
export function findWord(text: StatementText, word: string, from: number): number {
  const depth = text.tokens[from]?.depth ?? 0;
  return text.tokens.findIndex(
    (token, index) => index >= from && token.kind === 'word' && token.text === word && token.depth === depth,
  );
}

export function slice({ sql }: StatementText, span: Span): string {
  return sql.slice(span.start, span.end);
}

/** Where a name of one or more parts is written, from token `from` on; the statement when it is not found. */
export function nameSpan(text: StatementText, names: readonly string[], from = 1): Span {
  const { tokens } = text;
  for (let index = from; index < tokens.length; index++) {
    const isHere = names.every((name, part) => {
      const token = tokens[index + part * 2];
      const isName = token?.kind === 'word' || token?.kind === 'quotedName';
      return isName && token.text === name && (part === 0 || tokens[index + part * 2 - 1]?.text === '.');
    });
    const end = tokens[index + (names.length - 1) * 2];
    if (isHere && end) return { start: tokens[index]?.start ?? 0, end: end.end };
  }
  return text.span;
}

/** A name given as parts, `[schema, name]` or `[name]`. */
export function namedBy(text: StatementText, names: readonly string[], from = 1): SqlName {
  return { schema: names.at(-2), name: names.at(-1) ?? '', span: nameSpan(text, names, from) };
}

/** A RangeVar: table, view, sequence or index. */
export function rangeName(text: StatementText, value: unknown): SqlName {
  const node = nodeOf(value);
  const schema = typeof node['schemaname'] === 'string' ? node['schemaname'] : undefined;
  const name = typeof node['relname'] === 'string' ? node['relname'] : '';
  const at = text.at(node['location']);
  const names = schema === undefined ? [name] : [schema, name];
  return namedBy(text, names, at === undefined ? 1 : tokenIndex(text, at));
}

/** The names of a list of RangeVar nodes. */
export function rangeNames(text: StatementText, value: unknown): readonly SqlName[] {
  return listOf(value).map((item) => {
    const node = nodeOf(item);
    return rangeName(text, node['RangeVar'] ?? node);
  });
}
