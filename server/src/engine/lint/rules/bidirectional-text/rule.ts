// bidirectional-text: control characters that make an editor show text in another order than Python reads it.
import { descendants } from '../../../python/find';
import type { Module } from '../../../python/syntax';
import type { Fix } from '../../finding';
import { defineRevisionRule, type RevisionContext } from '../../rule';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u202a', 'left-to-right embedding'],
  ['\u202b', 'right-to-left embedding'],
  ['\u202c', 'pop directional formatting'],
  ['\u202d', 'left-to-right override'],
  ['\u202e', 'right-to-left override'],
  ['\u2066', 'left-to-right isolate'],
  ['\u2067', 'right-to-left isolate'],
  ['\u2068', 'first strong isolate'],
  ['\u2069', 'pop directional isolate'],
]);

export const bidirectionalText = defineRevisionRule({
  id: 'bidirectional-text',
  summary: 'A control character shows the line in another order than Python reads it.',
  severity: 'warning',
  check(revision, report) {
    const { source } = revision;
    for (const { index, 0: character } of source.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
      report({
        span: { start: index, end: index + 1 },
        message:
          `${codeOf(character)} (${NAMES.get(character) ?? ''}) is invisible and turns the text around: what a reviewer sees is ` +
          'not what Python runs. Remove it, or write it as an escape where a value needs it.',
        fixes: fixesFor(revision, index, character),
      });
    }
  },
});

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** In a comment the character means nothing; in a string it is a part of the value. */
function fixesFor({ module, path }: RevisionContext, start: number, character: string): readonly Fix[] {
  const files = (text: string): Fix['files'] => [
    { path, edits: [{ span: { start, end: start + 1 }, text }] },
  ];
  const isComment = module.comments.some(({ span }) => span.start <= start && start < span.end);
  const remove: Fix = {
    title: 'Remove the character',
    isPreferred: isComment,
    isSafe: isComment,
    files: files(''),
  };
  if (isComment || !takesEscape(module, start)) return [remove];
  const escape = `\\u${character.charCodeAt(0).toString(16)}`;
  return [{ title: `Write it as ${escape}`, isPreferred: true, isSafe: false, files: files(escape) }, remove];
}

/** True inside the text of a string in which a backslash means something. */
function takesEscape(module: Module, offset: number): boolean {
  for (const node of descendants(module)) {
    if (node.kind !== 'string') continue;
    const part = node.parts.find(({ span }) => span.start <= offset && offset < span.end);
    if (part !== undefined) return !/[rb]/i.test(part.prefix);
  }
  return false;
}
