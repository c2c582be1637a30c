// irreversible-op: a table or column that comes back empty.
import { rowLosses } from './losses';
import { defineRevisionRule } from '../../rule';
import { lineIndent, lineStart } from '../../writing/calls';

export const irreversibleOp = defineRevisionRule({
  id: 'irreversible-op',
  summary: 'downgrade() brings back the shape of what upgrade() drops, not its data.',
  severity: 'info',
  check(revision, report) {
    for (const loss of rowLosses(revision)) {
      const start = lineStart(revision.source, loss.restoring.start);
      const indent = lineIndent(revision.source, loss.restoring.start);
      const isFirstOnLine = revision.source.slice(start, loss.restoring.start).trim() === '';
      if (revision.source.slice(0, start).trimEnd().split('\n').at(-1)?.trim().startsWith('#') === true)
        continue;
      const text = `${indent}# The data of ${loss.name} is gone: this brings back its definition only.\n`;
      report({
        span: loss.restoring,
        message:
          `This brings back ${loss.name} without its data, which upgrade() deleted: a rollback of the schema is not a ` +
          'rollback of what people entered. Say so in a comment, restore the data from a copy that upgrade() keeps, or ' +
          'raise an exception so that nobody relies on it.',
        related: [{ path: revision.path, span: loss.dropping, message: 'Its data is deleted here.' }],
        fixes: isFirstOnLine
          ? [
              {
                title: 'Say it in a comment',
                isPreferred: true,
                isSafe: true,
                files: [{ path: revision.path, edits: [{ span: { start, end: start }, text }] }],
              },
            ]
          : [],
      });
    }
  },
});
