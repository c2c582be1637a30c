// Tokens of Python source. Knows characters only: logical lines are lines.ts, meaning is built elsewhere.
import { isStringPrefix, scanString } from './stringBounds';

/** What a token is; `bad` is a character that no Python token starts with. */
export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'bad';

/** One token. `text` is what it reads as (empty for strings); a token put in by recovery has no length. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** False for a string without its closing quotes. */
  readonly closed: boolean;
}

const NUMBER =
  /0[xX][\da-fA-F_]+|0[oO][\d_]+|0[bB][\d_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const LONG_OPERATORS = new Set(['**=', '//=', '>>=', '<<=', '...']);
const PAIR_OPERATORS = new Set('** // >> << <= >= == != -> += -= *= /= %= &= |= ^= @= :='.split(' '));
const SINGLE_OPERATORS = '()[]{}:,;.=+-*/%@&|^~<>';

/** True for a character that can start an ASCII name. */
function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The token at `at`, which is no white space, comment or line break. */
export function scanToken(source: string, at: number): Token {
  const code = source.charCodeAt(at);
  if (code === 34 || code === 39) return stringToken(source, at, at);
  if (isNameStart(code) || code > 127) return nameToken(source, at);
  if (isDigit(code) || (code === 46 && isDigit(source.charCodeAt(at + 1)))) {
    NUMBER.lastIndex = at;
    const text = NUMBER.exec(source)?.[0] ?? source.charAt(at);
    return { kind: 'number', start: at, end: at + text.length, text, closed: true };
  }
  return operatorToken(source, at);
}

function nameToken(source: string, at: number): Token {
  let end = at;
  let code = source.charCodeAt(end);
  while (isNameStart(code) || isDigit(code)) code = source.charCodeAt(++end);
  if (code > 127) {
    NAME.lastIndex = at;
    const text = NAME.exec(source)?.[0];
    if (text === undefined) {
      const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
      return { kind: 'bad', start: at, end: at + character.length, text: character, closed: true };
    }
    // CPython compares identifiers in their NFKC form.
    return { kind: 'name', start: at, end: at + text.length, text: text.normalize('NFKC'), closed: true };
  }
  if ((code === 34 || code === 39) && isStringPrefix(source, at, end)) return stringToken(source, at, end);
  return { kind: 'name', start: at, end, text: source.slice(at, end), closed: true };
}

function stringToken(source: string, at: number, quoteAt: number): Token {
  const { end, closed } = scanString(source, at, quoteAt);
  return { kind: 'string', start: at, end, text: '', closed };
}

function operatorToken(source: string, at: number): Token {
  const three = source.slice(at, at + 3);
  if (LONG_OPERATORS.has(three)) return operator(at, three);
  const two = three.slice(0, 2);
  if (PAIR_OPERATORS.has(two)) return operator(at, two);
  const one = three.charAt(0);
  if (SINGLE_OPERATORS.includes(one)) return operator(at, one);
  return { kind: 'bad', start: at, end: at + 1, text: one, closed: true };
}

function operator(start: number, text: string): Token {
  return { kind: 'operator', start, end: start + text.length, text, closed: true };
}

/** The offset behind blanks, form feeds and backslash line ends; `throughLines` also skips line ends and comments. */
export function skipBlanks(source: string, at: number, throughLines: boolean): number {
  for (;;) {
    const code = source.charCodeAt(at);
    if (code === 32 || code === 9 || code === 12) at++;
    else if (code === 92) {
      const next = source.charCodeAt(at + 1);
      if (next === 10) at += 2;
      else if (next === 13) at += source.charCodeAt(at + 2) === 10 ? 3 : 2;
      else return at;
    } else if (!throughLines) return at;
    else if (code === 10 || code === 13) at++;
    else if (code === 35) at = lineEnd(source, at);
    else return at;
  }
}

/** The offset of the line break that ends the line of `at`, or `limit` when there is none before it. */
export function lineEnd(source: string, at: number, limit = source.length): number {
  while (at < limit) {
    const code = source.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    at++;
  }
  return at;
}

/** All tokens of a range that holds one expression, line breaks and comments ignored. */
export function scanRange(source: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = skipBlanks(source, start, true);
  while (at < end) {
    const token = scanToken(source, at);
    if (token.end > end) {
      tokens.push({ ...token, end, closed: false });
      break;
    }
    tokens.push(token);
    at = skipBlanks(source, token.end, true);
  }
  return tokens;
}
