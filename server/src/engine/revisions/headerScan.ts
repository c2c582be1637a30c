// The quick way to read a header: the few line shapes that nearly every revision file has, read without a parser.
// Whatever looks different is left to header.ts, which reads the same facts from the syntax tree.
import type { Span } from '../text/span';
import type { HeaderName, HeaderValue } from './headerValue';

/** What the quick reader finds. The docstring is decoded; spans are those of the file. */
export interface ScannedHeader {
  readonly values: ReadonlyMap<HeaderName, HeaderValue>;
  readonly docstring: string | undefined;
  readonly docstringSpan: Span | undefined;
}

const TRIPLE = /"""[^"\\]*(?:"{1,2}[^"\\]+)*"""|'''[^'\\]*(?:'{1,2}[^'\\]+)*'''/y;
const BLANK_LINE = /[ \t\f]*(?:#[^\n\r]*)?(?:\r\n|\n|\r|$)/y;
const IMPORT = /(?:import|from)[ \t][^\n\r\\;()#*]*(?:\([^\\;()#*]*\)[ \t]*)?(?:#[^\n\r]*)?(?:\r\n|\n|\r|$)/y;
const PLAIN_ASSIGNMENT = /[A-Za-z_]\w*[ \t]*=[\w. \t]*(?:\([\w. ,=\t]*\)[ \t]*)?(?:\r\n|\n|\r|$)/y;
const HEADER_ASSIGNMENT =
  /(revision|down_revision|branch_labels|depends_on)[ \t]*(?::[^=\n\r#'"\\;]*)?=[ \t]*/y;
const STOP = /(?:def|class|async|@)/y;
const STRING = /'([^'\\\n\r]*)'(?!')|"([^"\\\n\r]*)"(?!")/y;
const NONE = /None\b/y;
const OPEN = /[([]/y;
const CLOSE = /[)\]]/y;
const COMMA = /[ \t\r\n]*,[ \t\r\n]*/y;
const INNER_BLANK = /[ \t\r\n]*/y;
const MENTIONS = /\b(?:revision|down_revision|branch_labels|depends_on)\b/;
/** A line behind the first definition that may assign one of the four variables, or hold lines that do. */
export const LATER_ASSIGNMENT =
  /^(?:(?:if|try|with|for|while)\b|(?=[^\s#])[^\n\r\u2028\u2029]*\b(?:revision|down_revision|branch_labels|depends_on)\b)/m;

/** Reads the header when it has only the usual shapes and nothing after the first definition touches it. */
export function scanHeader(source: string): ScannedHeader | undefined {
  const values = new Map<HeaderName, HeaderValue>();
  let docstring: string | undefined;
  let docstringSpan: Span | undefined;
  let isFirst = true;
  let at = source.startsWith('\ufeff') ? 1 : 0;
  const eat = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return undefined;
    at = pattern.lastIndex;
    return match;
  };
  while (at < source.length) {
    const start = at;
    if (eat(BLANK_LINE) !== undefined) continue;
    STOP.lastIndex = at;
    if (STOP.test(source)) break;
    const text = eat(TRIPLE)?.[0];
    if (text !== undefined) {
      // A string further down is no docstring, and means nothing.
      if (isFirst) {
        docstring = text.slice(3, -3).replace(/\r\n?/g, '\n');
        docstringSpan = { start, end: at };
      }
      isFirst = false;
      if (eat(BLANK_LINE) === undefined) return undefined;
      continue;
    }
    isFirst = false;
    const assignment = eat(HEADER_ASSIGNMENT);
    if (assignment !== undefined) {
      const name = assignment[1] as HeaderName;
      const value = scanValue(eat, () => at);
      if (value === undefined || values.has(name) || eat(BLANK_LINE) === undefined) return undefined;
      values.set(name, value);
      continue;
    }
    const line = eat(IMPORT) ?? eat(PLAIN_ASSIGNMENT);
    if (line === undefined || MENTIONS.test(line[0])) {
      // Something else begins here; what follows only matters when it touches one of the four.
      at = start;
      break;
    }
  }
  if (!values.has('revision') || !values.has('down_revision') || LATER_ASSIGNMENT.test(source.slice(at)))
    return undefined;
  return { values, docstring, docstringSpan };
}

function scanValue(
  eat: (pattern: RegExp) => RegExpExecArray | undefined,
  at: () => number,
): HeaderValue | undefined {
  const start = at();
  const ended = (): Span => ({ start, end: at() });
  if (eat(NONE) !== undefined) return { kind: 'none', span: ended() };
  const string = eat(STRING);
  if (string !== undefined) return { kind: 'string', value: string[1] ?? string[2] ?? '', span: ended() };
  const open = eat(OPEN)?.[0];
  if (open === undefined) return undefined;
  eat(INNER_BLANK);
  const items: HeaderValue[] = [];
  let hasComma = false;
  for (;;) {
    const itemStart = at();
    const item = eat(STRING);
    if (item === undefined) break;
    items.push({ kind: 'string', value: item[1] ?? item[2] ?? '', span: { start: itemStart, end: at() } });
    if (eat(COMMA) === undefined) break;
    hasComma = true;
  }
  eat(INNER_BLANK);
  if (eat(CLOSE)?.[0] !== (open === '(' ? ')' : ']')) return undefined;
  // Parentheses around one string without a comma are no tuple.
  if (open === '(' && items.length === 1 && !hasComma) return undefined;
  return { kind: 'sequence', items, span: ended() };
}
