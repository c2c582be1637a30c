// Tokens of SQL that PostgreSQL's parser accepted: enough to find names, lists and the ends of expressions in it.

/** One token; `text` is a word in lower case, a quoted name as it reads, or the characters themselves. */
export interface SqlToken {
  readonly kind: 'word' | 'quotedName' | 'string' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Brackets around it. */
  readonly depth: number;
}

const TOKEN =
  /(?<space>\s+|--[^\n]*)|(?<open>\/\*)|(?<quotedName>(?:[uU]&)?"(?:[^"]|"")*"?)|(?<escaped>[eE]'(?:[^'\\]|\\[\s\S]|'')*'?)|(?<string>(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'?)|(?<dollar>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\d[\w.]*)|(?<symbol>::|[\s\S])/gu;

/** Comments nest in PostgreSQL. */
function commentEnd(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) depth++;
    else if (sql.startsWith('*/', at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}

/** All tokens of a text. White space and comments are left out. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match !== null; match = TOKEN.exec(sql)) {
    const { space, open, quotedName, escaped, string, dollar, word } = match.groups ?? {};
    const start = match.index;
    if (space !== undefined) continue;
    if (open !== undefined) {
      TOKEN.lastIndex = commentEnd(sql, start);
      continue;
    }
    if (dollar !== undefined) {
      const close = sql.indexOf(dollar, TOKEN.lastIndex);
      TOKEN.lastIndex = close < 0 ? sql.length : close + dollar.length;
    }
    const end = TOKEN.lastIndex;
    const [text] = match;
    const isString = escaped !== undefined || string !== undefined || dollar !== undefined;
    const kind = isString
      ? 'string'
      : quotedName !== undefined
        ? 'quotedName'
        : word !== undefined
          ? 'word'
          : 'symbol';
    const isSymbol = kind === 'symbol';
    if (isSymbol && (text === ')' || text === ']')) depth = Math.max(0, depth - 1);
    tokens.push({ kind, text: readText(kind, text), start, end, depth });
    if (isSymbol && (text === '(' || text === '[')) depth++;
  }
  return tokens;
}

function readText(kind: SqlToken['kind'], text: string): string {
  // PostgreSQL folds ASCII letters only in databases with a multi-byte encoding.
  if (kind === 'word') return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (kind !== 'quotedName') return text;
  return text
    .replace(/^[uU]&/u, '')
    .slice(1, -1)
    .replaceAll('""', '"');
}
