// Which SQL is not given to PostgreSQL's parser: it is recursive, and in WASM its stack is small.

const MAX_SQL_BYTES = 256 * 1024;
/** 800 are parsed in 20 ms, 1,000 overflow the stack and hang it. */
const MAX_CHAIN = 500;
const MAX_NESTING = 200;

const CHAINING_WORDS = new Set([
  'and',
  'or',
  'not',
  'join',
  'collate',
  'at',
  'is',
  'isnull',
  'notnull',
  'like',
  'ilike',
  'in',
  'between',
  'operator',
]);
const SET_WORDS = new Set(['union', 'except', 'intersect']);

/** An open bracket or CASE, or the statement itself. */
interface Level {
  readonly isCase: boolean;
  /** Since the last comma. */
  operators: number;
  /** UNION and the like, which commas do not part. */
  sets: number;
}

/**
 * One token that matters, as PostgreSQL divides the text: strings, comments and quoted names are taken whole, so that what
 * they hold does not count. Of comments the beginning, for they nest. At most two alternatives begin alike.
 */
const TOKEN =
  /[eE]'(?:[^'\\]|\\[^]|'')*'?|'(?:[^']|'')*'?|"[^"]*"?|--[^\n\r]*|\/\*|\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$|[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*|[([{)\]},;]|(?:(?!--|\/\*)[-+*/<>=~!@#%^&|`?:])+/g;
const COMMENT_EDGE = /\/\*|\*\//g;

/** Why the text is too hard, or undefined when the parser may have it. */
export function tooHard(sql: string): string | undefined {
  if (Buffer.byteLength(sql) > MAX_SQL_BYTES) return `longer than ${MAX_SQL_BYTES / 1024} KiB`;
  let levels = [levelOf(false)];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(sql); found !== null; found = TOKEN.exec(sql)) {
    const [token] = found;
    if (/^(?:e?'|"|--)/i.test(token)) continue;
    if (token === '/*') {
      TOKEN.lastIndex = endOfComment(sql, TOKEN.lastIndex);
      continue;
    }
    if (token.startsWith('$')) {
      const end = sql.indexOf(token, TOKEN.lastIndex);
      if (end < 0) return undefined;
      TOKEN.lastIndex = end + token.length;
      continue;
    }
    if (token === ';') levels = [levelOf(false)];
    else count(token, levels);
    const { operators, sets } = levels.at(-1) ?? levelOf(false);
    if (levels.length > MAX_NESTING) return `nested more than ${MAX_NESTING} deep`;
    if (operators > MAX_CHAIN || sets > MAX_CHAIN) return `more than ${MAX_CHAIN} operators in a row`;
  }
  return undefined;
}

function levelOf(isCase: boolean): Level {
  return { isCase, operators: 0, sets: 0 };
}

function count(token: string, levels: Level[]): void {
  const level = levels.at(-1);
  if (level === undefined) return;
  const word = token.toLowerCase();
  if (token === ',') level.operators = 0;
  else if (/^[([{]/.test(token)) levels.push(levelOf(false));
  else if (/^[)\]}]/.test(token)) closeBracket(levels);
  else if (word === 'case') levels.push(levelOf(true));
  else if (word === 'end') {
    if (level.isCase) levels.pop();
  } else if (SET_WORDS.has(word)) level.sets += 1;
  else if (CHAINING_WORDS.has(word)) level.operators += 1;
  else if (/^[-+*/<>=~!@#%^&|`?:]/.test(token)) level.operators += operatorsIn(token);
}

/** What is open within the bracket is left open by a mistake, and ends with it. */
function closeBracket(levels: Level[]): void {
  while (levels.length > 1 && levels.pop()?.isCase === true);
}

/** Signs at the end of an operator are operators of their own, unless one of the rarer signs stands in it: `1 +--+ 1`. */
function operatorsIn(token: string): number {
  if (/[~!@#%^&|`?]/.test(token)) return 1;
  const signs = /(?<![-+])[-+]+$/.exec(token)?.[0].length ?? 0;
  return signs === token.length ? signs : signs + 1;
}

/** Behind the end of the comment that is open at `start`; comments nest. */
function endOfComment(sql: string, start: number): number {
  let depth = 1;
  COMMENT_EDGE.lastIndex = start;
  while (depth > 0) {
    const edge = COMMENT_EDGE.exec(sql);
    if (edge === null) return sql.length;
    depth += edge[0] === '/*' ? 1 : -1;
  }
  return COMMENT_EDGE.lastIndex;
}
