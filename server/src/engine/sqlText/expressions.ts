// Expressions inside DDL: kept as text, because that is all the schema and the rules need of them.
import type { SqlExpression } from '../operations/expression';
import { withEscapedColons } from '../text/binds';
import type { Span } from '../text/span';
import { closing, findWord, slice, upToComma, type StatementText } from './statementText';

/** The stretch as the text() that prints it. */
export function textExpression(text: StatementText, span: Span): SqlExpression & { readonly kind: 'text' } {
  return { kind: 'text', text: withEscapedColons(slice(text, span)), binds: [], span };
}

/** What stands inside the brackets that follow a word at or behind token `from`. */
export function inBrackets(text: StatementText, word: string, from: number): Span | undefined {
  const at = text.tokens.findIndex(
    (token, index) =>
      index >= from && token.kind === 'word' && token.text === word && text.tokens[index + 1]?.text === '(',
  );
  if (at < 0) return undefined;
  const open = at + 1;
  const close = closing(text, open);
  const [first, last] = [text.tokens[open + 1], text.tokens[close - 1]];
  return first && last && close > open + 1 ? { start: first.start, end: last.end } : undefined;
}

/** The expression behind a word, up to the next comma or to `limit`. */
export function behindWord(
  text: StatementText,
  word: string,
  from: number,
  limit?: number,
): Span | undefined {
  const at = findWord(text, word, from);
  return at < 0 || at + 1 >= text.tokens.length ? undefined : upToComma(text, at + 1, limit);
}
