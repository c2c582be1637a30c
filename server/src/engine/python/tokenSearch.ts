// Finding tokens outside brackets and lambda parameters, to take a statement apart.
import type { Token } from './tokens';

/** Index of the first token in [from, to) that `matches`, outside brackets and lambda parameters; -1 when there is none. */
export function findTop(
  tokens: readonly Token[],
  from: number,
  to: number,
  matches: (token: Token) => boolean,
): number {
  let depth = 0;
  let lambdas = 0;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const { kind, text } = token;
    if (kind === 'operator') {
      if (text === ')' || text === ']' || text === '}') depth--;
      if (depth === 0 && lambdas > 0) {
        if (text === ':') lambdas--;
        if (text === '(' || text === '[' || text === '{') depth++;
        continue;
      }
      if (depth === 0 && matches(token)) return i;
      if (text === '(' || text === '[' || text === '{') depth++;
    } else if (kind === 'name' && depth === 0) {
      if (text === 'lambda') lambdas++;
      else if (lambdas === 0 && matches(token)) return i;
    }
  }
  return -1;
}

/** Index of the first such token with this text, or -1. */
export function findText(tokens: readonly Token[], from: number, to: number, text: string): number {
  return findTop(tokens, from, to, (token) => token.text === text);
}

/** The runs of tokens between separators outside brackets; one at the end opens no run. */
export function splitTop(
  tokens: readonly Token[],
  from: number,
  to: number,
  separator: string,
): readonly (readonly Token[])[] {
  const runs: (readonly Token[])[] = [];
  let start = from;
  while (start < to) {
    const at = findText(tokens, start, to, separator);
    const end = at < 0 ? to : at;
    runs.push(tokens.slice(start, end));
    start = end + 1;
  }
  return runs;
}
