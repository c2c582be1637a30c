// Edits of one file as plain values, and applying them. Which file and which version is the caller's business.
import type { Span } from './span';

/** Replaces the text in `span` by `text`; an empty span inserts. Offsets are those of the unedited file. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text after all edits. Edits may come in any order; insertions at the same offset keep theirs.
 * Throws a RangeError when two edits overlap, because applying half of a fix would damage the file.
 */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < position) throw new RangeError('overlapping edits');
    result += source.slice(position, edit.span.start) + edit.text;
    position = edit.span.end;
  }
  return result + source.slice(position);
}
