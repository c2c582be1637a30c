// Comments that silence rules: `# retort: ignore[rule, rule] reason` for a line, `# retort: ignore-file[rule] reason`
// for the file. Reads comments only; which findings they silence is decided in linter.ts.
import type { Comment } from '../python/syntax';
import type { LineIndex } from '../text/lineIndex';
import type { Span } from '../text/span';

/** One suppression comment. `lines` are the 0-based lines it silences; undefined means the whole file. */
export interface Suppression {
  readonly ruleIds: readonly string[];
  readonly reason: string;
  readonly span: Span;
  readonly lines: ReadonlySet<number> | undefined;
}

const FORM = /^#\s{0,8}retort:\s{0,8}(ignore|ignore-file)\[([^\]\r\n]{0,400})\]\s{0,8}([^\r\n]*)$/;

/** All suppressions of a file. A comment alone on its line silences the next line that is not a comment of this kind. */
export function readSuppressions(
  comments: readonly Comment[],
  source: string,
  lines: LineIndex,
): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const comment of comments) {
    const match = FORM.exec(comment.text.slice(0, 1000));
    if (match === null) continue;
    const [, form = '', list = '', reason = ''] = match;
    const line = lines.positionAt(comment.span.start).line;
    const isAlone = source.slice(lines.lineStart(comment.span.start), comment.span.start).trim() === '';
    found.push({
      ruleIds: list.split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()])),
      reason: reason.trim(),
      span: comment.span,
      lines: form === 'ignore-file' ? undefined : new Set(isAlone ? [line, line + 1] : [line]),
    });
  }
  return joinStacked(found, lines);
}

/** Suppression comments on consecutive lines of their own all reach the first line of code below them. */
function joinStacked(found: readonly Suppression[], lines: LineIndex): readonly Suppression[] {
  const result: Suppression[] = [];
  for (const suppression of [...found].reverse()) {
    const line = lines.positionAt(suppression.span.start).line;
    const below = result.find(
      (other) => other.lines !== undefined && lines.positionAt(other.span.start).line === line + 1,
    );
    const reaches = suppression.lines?.has(line + 1) === true && below?.lines !== undefined;
    result.push(
      reaches ? { ...suppression, lines: new Set([...suppression.lines, ...below.lines]) } : suppression,
    );
  }
  return result.reverse();
}
