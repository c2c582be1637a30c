// Headers of statements with a body, taken apart: items of `with`, brackets of `def` and `class`.
import { tokensSpan } from './buildStatements';
import { isIdentifier } from './legality';
import type { LogicalLine } from './lines';
import type { Statement } from './syntax';
import { findText, splitTop } from './tokenSearch';
import type { Token } from './tokens';

/** A header taken apart at its colon; without a colon everything belongs to the head. */
export interface Header {
  readonly line: LogicalLine;
  readonly head: readonly Token[];
  readonly start: number;
  /** Just behind the colon, or the end of the line when there is none. */
  readonly colonEnd: number;
  readonly body: readonly Statement[];
  /** End of the last thing that belongs to the statement. */
  readonly end: number;
}

/** The header of a line that ends with its colon, the body left out. */
export function headerOnly(line: LogicalLine | undefined): Header {
  if (line === undefined) throw new RangeError('No line left: callers look before they read.');
  const { start, end } = tokensSpan(line.tokens);
  return { line, head: line.tokens.slice(0, -1), start, colonEnd: end, body: [], end };
}

/** The word that decides how a line is read; `async` counts as the word behind it. */
export function headerWord(tokens: readonly Token[]): string | undefined {
  const [first, second] = tokens;
  if (first?.kind !== 'name') return first?.text === '@' ? '@' : undefined;
  if (first.text === 'async') return second?.kind === 'name' ? second.text : undefined;
  return first.text;
}

/** The items of a `with`, whose parentheses around all of them only group. */
export function splitItems(head: readonly Token[], first: number): readonly (readonly Token[])[] {
  if (head[first]?.text === '(' && closingIndex(head, first) === head.length - 1) {
    const inner = head.slice(first + 1, -1);
    const runs = splitTop(inner, 0, inner.length, ',');
    const isItems = runs.every((run) => run.length > 0 && !isExpressionOnly(run));
    if (isItems && (runs.length > 1 || findText(inner, 0, inner.length, 'as') >= 0)) return runs;
  }
  return splitTop(head, first, head.length, ',');
}

/** True for what can stand in parentheses, but not as an item of its own: `yield x`, `*x`, `x := y`, `x for x in y`. */
function isExpressionOnly(run: readonly Token[]): boolean {
  return (
    run[0]?.text === '*' ||
    run[0]?.text === 'yield' ||
    findText(run, 0, run.length, ':=') >= 0 ||
    findText(run, 0, run.length, 'for') >= 0
  );
}

/** Index of the parenthesis that opens the parameters, behind type parameters if there are any. */
export function findOpen(head: readonly Token[], from: number): number {
  const at = head[from]?.text === '[' ? closingIndex(head, from) + 1 : from;
  return at > 0 && head[at]?.text === '(' ? at : -1;
}

/** True when no type parameters stand at `from`, or `[name, *name: bound = default]`. */
export function areTypeParametersLegal(head: readonly Token[], from: number): boolean {
  if (head[from]?.text !== '[') return true;
  const close = closingIndex(head, from);
  const after = head[close + 1];
  if (after !== undefined && after.text !== '(') return false;
  const runs = splitTop(head, from + 1, close, ',');
  return (
    runs.length > 0 &&
    runs.every((run) => {
      const rest = run[0]?.text === '*' || run[0]?.text === '**' ? run.slice(1) : run;
      const mark = rest[1];
      return isIdentifier(rest[0]) && (mark === undefined || mark.text === ':' || mark.text === '=');
    })
  );
}

/** Index of the bracket that closes the one at `open`, or -1. */
export function closingIndex(head: readonly Token[], open: number): number {
  if (open < 0) return -1;
  let depth = 0;
  for (let i = open; i < head.length; i++) {
    const text = head[i]?.text ?? '';
    if (head[i]?.kind !== 'operator') continue;
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') depth--;
    if (depth === 0) return i;
  }
  return -1;
}
