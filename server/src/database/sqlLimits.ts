// Which SQL is not given to PostgreSQL's parser: it is recursive, and in WASM its stack is small.

const MAX_SQL_BYTES = 256 * 1024;
/** 800 are parsed in 20 ms, 1,000 overflow the stack and hang it. */
const MAX_CHAIN = 500;
const MAX_NESTING = 200;

const CHAINING_WORDS = new Set([
  'and',
  'or',
  'not',
  'union',
  'except',
  'intersect',
  'join',
  'collate',
  'at',
  'is',
  'like',
  'ilike',
  'in',
  'between',
]);

/**
 * One token that matters: strings, comments and quoted names are taken whole, so that what they hold does not count.
 * Every alternative begins differently, so the search never goes back.
 */
const TOKEN =
  /'(?:[^']|'')*'?|"[^"]*"?|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|\$(?<tag>[A-Za-z_]\w*)?\$|[A-Za-z_]\w*|[([{)\]},;]|[-+*/<>=~!@#%^&|`?:]+/gu;

/** Why the text is too hard, or undefined when the parser may have it. */
export function tooHard(sql: string): string | undefined {
  if (Buffer.byteLength(sql) > MAX_SQL_BYTES) return `longer than ${MAX_SQL_BYTES / 1024} KiB`;
  // The operators of each open bracket or CASE since its last comma.
  let chains = [0];
  const openCases: number[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(sql); found !== null; found = TOKEN.exec(sql)) {
    const [token] = found;
    const first = token[0] ?? '';
    if (first === "'" || first === '"' || token.startsWith('--') || token.startsWith('/*')) continue;
    if (first === '$') {
      const end = sql.indexOf(token, TOKEN.lastIndex);
      if (end < 0) return undefined;
      TOKEN.lastIndex = end + token.length;
      continue;
    }
    if (token === ';') chains = [0];
    else if (token === ',') chains[chains.length - 1] = 0;
    else if (/^[([{]$/u.test(token)) chains.push(0);
    else if (/^[)\]}]$/u.test(token)) closeBracket(chains, openCases);
    else if (/^\w/u.test(token)) countWord(token.toLowerCase(), chains, openCases);
    else chains[chains.length - 1] = (chains.at(-1) ?? 0) + 1;
    if (chains.length > MAX_NESTING) return `nested more than ${MAX_NESTING} deep`;
    if ((chains.at(-1) ?? 0) > MAX_CHAIN) return `more than ${MAX_CHAIN} operators in a row`;
  }
  return undefined;
}

function countWord(word: string, chains: number[], openCases: number[]): void {
  if (word === 'case') {
    openCases.push(chains.length);
    chains.push(0);
  } else if (word === 'end' && openCases.at(-1) === chains.length - 1) {
    openCases.pop();
    chains.pop();
  } else if (CHAINING_WORDS.has(word)) {
    chains[chains.length - 1] = (chains.at(-1) ?? 0) + 1;
  }
}

function closeBracket(chains: number[], openCases: number[]): void {
  if (chains.length > 1) chains.pop();
  while ((openCases.at(-1) ?? 0) >= chains.length) openCases.pop();
}
