// edited-after-applied: a revision that the default branch has, or that a known database ran, is changed here.
import { defineGraphRule } from '../../rule';

export const editedAfterApplied = defineGraphRule({
  id: 'edited-after-applied',
  summary: 'A revision that is on the default branch already was changed afterwards.',
  severity: 'warning',
  check({ path, source, header, reference, earlier }, report) {
    const span = header.revision?.span ?? { start: 0, end: 0 };
    if (earlier !== undefined) {
      report({
        span,
        message:
          `${earlier.database} ran this revision on ${earlier.at.slice(0, 10)} with other contents. It does not run it ` +
          'again, so it keeps the old schema while new databases get another. Take the change back and make a new ' +
          'revision for it, or downgrade that database before and upgrade it again.',
      });
      return;
    }
    const file = reference?.files.get(path);
    if (file?.tip === undefined || file.base === undefined || reference === undefined) return;
    const own = plain(source);
    // What only the default branch changed is not this branch's doing.
    if (own === plain(file.tip) || own === plain(file.base)) return;
    report({
      span,
      message:
        `This revision is on ${reference.name} and was changed here. Databases that have run it do not run it again, ` +
        'so they keep the old schema while new ones get another. Take the change back and make a new revision for it.',
      fixes: [
        {
          title: `Take the version of ${reference.name}`,
          isPreferred: false,
          isSafe: false,
          files: [{ path, edits: [{ span: { start: 0, end: source.length }, text: file.tip }] }],
        },
      ],
    });
  },
});

/** Line ends and blanks before them are no change. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
