// Where string literals end and where the fields of f-strings stand. Bounds only: values are decoded in stringLiteral.ts.

/** The bounds of a literal from its prefix on. */
export interface StringBounds {
  readonly prefix: string;
  readonly quote: string;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  /** False when the closing quotes are missing; the literal then ends with its line, or with the file. */
  readonly closed: boolean;
}

/** The bounds of a replacement field: braces included in `start` and `end`. */
export interface FieldBounds {
  readonly start: number;
  readonly end: number;
  readonly expressionStart: number;
  readonly expressionEnd: number;
  /** End of the text of `{x=}` (behind the equals sign and blanks), if it is one. */
  readonly debugEnd: number | undefined;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  readonly specStart: number | undefined;
}

/** A stretch of an f-string: text as written, or a field. */
export type FormatStretch =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'field'; readonly field: FieldBounds };

const PREFIXES = new Set(['r', 'u', 'b', 'f', 't', 'br', 'rb', 'fr', 'rf', 'tr', 'rt']);
// CPython gives up at 150 nested f-strings; this is far more than anybody writes.
const MAX_NESTING = 16;

/** True when the name from `start` to `end`, followed by a quote, is the prefix of a literal. */
export function isStringPrefix(source: string, start: number, end: number): boolean {
  return end - start <= 2 && PREFIXES.has(source.slice(start, end).toLowerCase());
}

/** The bounds of the literal whose prefix starts at `start` and whose quotes start at `quoteAt`. */
export function scanString(source: string, start: number, quoteAt: number, nesting = 0): StringBounds {
  const prefix = source.slice(start, quoteAt);
  const one = source.charAt(quoteAt);
  const quote = source.startsWith(one.repeat(3), quoteAt) ? one.repeat(3) : one;
  const contentStart = quoteAt + quote.length;
  const formatted = /[ft]/i.test(prefix);
  const formattedEnd = formatted
    ? walkFormatted(source, contentStart, quote, /r/i.test(prefix), false, nesting, undefined)
    : undefined;
  // An f-string that does not add up ends like any other, but one inside a field takes the outer one down with it.
  if (formatted && formattedEnd === undefined && nesting > 0) {
    return { prefix, quote, contentStart, contentEnd: contentStart, end: contentStart, closed: false };
  }
  const contentEnd = formattedEnd ?? plainEnd(source, contentStart, quote);
  const closed = source.startsWith(quote, contentEnd);
  return {
    prefix,
    quote,
    contentStart,
    contentEnd,
    end: closed ? contentEnd + quote.length : contentEnd,
    closed,
  };
}

function plainEnd(source: string, at: number, quote: string): number {
  const first = quote.charCodeAt(0);
  const long = quote.length === 3;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === 92) at += source.charCodeAt(at + 1) === 13 && source.charCodeAt(at + 2) === 10 ? 3 : 2;
    else if (code === first && (!long || source.startsWith(quote, at))) return at;
    else if (!long && (code === 10 || code === 13)) return at;
    else at++;
  }
  return source.length;
}

/** The stretches of f-string content between two offsets; `inSpec` for a format specifier. */
export function formatStretches(
  source: string,
  start: number,
  quote: string,
  raw: boolean,
  inSpec: boolean,
): readonly FormatStretch[] | undefined {
  const stretches: FormatStretch[] = [];
  const end = walkFormatted(source, start, quote, raw, inSpec, 0, stretches);
  return end === undefined ? undefined : stretches;
}

/** Walks f-string text to its closing quotes (or, in a format specifier, to the brace that ends it). */
function walkFormatted(
  source: string,
  start: number,
  quote: string,
  raw: boolean,
  inSpec: boolean,
  nesting: number,
  stretches: FormatStretch[] | undefined,
): number | undefined {
  const long = quote.length === 3;
  let at = start;
  let textStart = start;
  const flush = (): void => {
    if (stretches !== undefined && at > textStart)
      stretches.push({ kind: 'text', start: textStart, end: at });
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === '\\') {
      const next = source.charAt(at + 1);
      if (!raw && next === 'N' && source.charAt(at + 2) === '{') {
        const close = source.indexOf('}', at);
        if (close < 0) return undefined;
        at = close + 1;
      } else if (next === '{' || next === '}') at++;
      else at += next === '\r' && source.charAt(at + 2) === '\n' ? 3 : 2;
    } else if (character === '{') {
      if (!inSpec && source.charAt(at + 1) === '{') at += 2;
      else {
        const field = scanField(source, at, quote, raw, nesting);
        if (field === undefined) return undefined;
        flush();
        stretches?.push({ kind: 'field', field });
        at = field.end;
        textStart = at;
      }
    } else if (character === '}') {
      if (inSpec) {
        flush();
        return at;
      }
      if (source.charAt(at + 1) !== '}') return undefined;
      at += 2;
    } else if (source.startsWith(quote, at)) {
      flush();
      return inSpec ? undefined : at;
    } else if (!long && (character === '\n' || character === '\r')) return undefined;
    else at++;
  }
  return undefined;
}

/** The bounds of the field whose brace is at `start`, or `undefined` when it never ends properly. */
function scanField(
  source: string,
  start: number,
  quote: string,
  raw: boolean,
  nesting: number,
): FieldBounds | undefined {
  if (nesting >= MAX_NESTING) return undefined;
  const expressionEnd = fieldExpressionEnd(source, start + 1, nesting);
  if (expressionEnd === undefined) return undefined;
  let at = expressionEnd;
  let debugEnd: number | undefined;
  if (source.charAt(at) === '=') {
    at = skipFieldBlanks(source, at + 1);
    debugEnd = at;
  }
  let conversion: FieldBounds['conversion'];
  if (source.charAt(at) === '!') {
    const nameAt = skipFieldBlanks(source, at + 1);
    const name = source.charAt(nameAt);
    if (name !== 's' && name !== 'r' && name !== 'a') return undefined;
    conversion = name;
    at = skipFieldBlanks(source, nameAt + 1);
  }
  let specStart: number | undefined;
  if (source.charAt(at) === ':') {
    specStart = at + 1;
    const end = walkFormatted(source, specStart, quote, raw, true, nesting + 1, undefined);
    if (end === undefined) return undefined;
    at = end;
  }
  if (source.charAt(at) !== '}') return undefined;
  return { start, end: at + 1, expressionStart: start + 1, expressionEnd, debugEnd, conversion, specStart };
}

function skipFieldBlanks(source: string, at: number): number {
  for (;;) {
    const character = source.charAt(at);
    if (character === '#') at = commentEnd(source, at);
    else if (/\s/.test(character)) at++;
    else return at;
  }
}

function commentEnd(source: string, at: number): number {
  while (at < source.length && !'\r\n'.includes(source.charAt(at))) at++;
  return at;
}

/** Where the expression of a field ends: at `}`, `:`, `!` or a lone `=` outside brackets. */
function fieldExpressionEnd(source: string, at: number, nesting: number): number | undefined {
  let depth = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === '"' || character === "'") {
      const bounds = scanString(source, prefixStart(source, at), at, nesting + 1);
      if (!bounds.closed) return undefined;
      at = bounds.end;
    } else if ('([{'.includes(character)) {
      depth++;
      at++;
    } else if (depth > 0 && ')]}'.includes(character)) {
      depth--;
      at++;
    } else if (character === '#') {
      at = commentEnd(source, at);
    } else if (depth > 0) at++;
    else if (character === '}' || character === ':') return at;
    else if (character === ')' || character === ']') return undefined;
    else if ('=!<>'.includes(character)) {
      if (source.charAt(at + 1) === '=') at += 2;
      else if (character === '=' || character === '!') return at;
      else at++;
    } else at++;
  }
  return undefined;
}

/** The start of the prefix letters in front of a quote. */
function prefixStart(source: string, quoteAt: number): number {
  let start = quoteAt;
  while (start > 0 && quoteAt - start < 3 && /[\p{XID_Continue}]/u.test(source.charAt(start - 1))) start--;
  return isStringPrefix(source, start, quoteAt) ? start : quoteAt;
}
