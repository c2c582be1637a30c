// The arguments of a call as they are written, also of one that is still being typed: which one an offset is in, and the
// strings of the others. Works on characters, because unfinished code has no reliable tree.
import type { Span } from '../text/span';

/** One argument. */
export interface WrittenArgument {
  readonly span: Span;
  /** `name=` in front of it. */
  readonly keyword: string | undefined;
  /** Strings in it in order, each with the place between its quotes; the last one may lack its closing quote. */
  readonly strings: readonly { readonly value: string; readonly span: Span }[];
}

interface Draft {
  start: number;
  strings: { value: string; span: Span }[];
}

/** Where the string that opens at `at` ends; at the end of the line when it is not closed. */
function stringEnd(
  source: string,
  at: number,
  limit: number,
): { readonly content: Span; readonly end: number } {
  const quote = source.charAt(at);
  const isLong = source.startsWith(quote.repeat(3), at);
  const closing = isLong ? quote.repeat(3) : quote;
  const start = at + closing.length;
  for (let index = start; index < limit; index++) {
    if (source.charAt(index) === '\\') index++;
    else if (source.startsWith(closing, index))
      return { content: { start, end: index }, end: index + closing.length };
    else if (!isLong && source.charAt(index) === '\n') return { content: { start, end: index }, end: index };
  }
  return { content: { start, end: limit }, end: limit };
}

/** The arguments between `from`, just behind the opening bracket, and `to`. */
export function writtenArguments(source: string, from: number, to: number): readonly WrittenArgument[] {
  const found: WrittenArgument[] = [];
  let depth = 0;
  let draft: Draft = { start: from, strings: [] };
  const finish = (end: number): void => {
    const keyword = /^\s*(\w+)\s*=(?!=)/.exec(source.slice(draft.start, end))?.[1];
    found.push({ span: { start: draft.start, end }, keyword, strings: draft.strings });
    draft = { start: end + 1, strings: [] };
  };
  for (let index = from; index < to; index++) {
    const character = source.charAt(index);
    if (character === '"' || character === "'") {
      const { content, end } = stringEnd(source, index, to);
      draft.strings.push({ value: source.slice(content.start, content.end), span: content });
      index = end - 1;
    } else if (character === '#') {
      const line = source.indexOf('\n', index);
      index = line < 0 ? to : line;
    } else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) {
      if (depth === 0) {
        finish(index);
        return found;
      }
      depth--;
    } else if (character === ',' && depth === 0) finish(index);
  }
  finish(to);
  return found;
}
