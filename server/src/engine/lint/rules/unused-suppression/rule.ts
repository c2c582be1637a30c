// unused-suppression: a comment that silences a rule which says nothing there.
import type { Suppression } from '../../suppressions';
import { defineSuppressionRule, type UnusedSuppression } from '../../rule';
import type { Fix } from '../../finding';
import { lineStart } from '../../writing/calls';
import type { TextEdit } from '../../../text/edit';

export const unusedSuppression = defineSuppressionRule({
  id: 'unused-suppression',
  summary: 'A suppression comment silences nothing, and would hide a finding that comes later.',
  severity: 'hint',
  check({ path, source, unused }, report) {
    const seen = new Set<Suppression>();
    for (const { suppression } of unused) {
      if (seen.has(suppression)) continue;
      seen.add(suppression);
      const ids = idsOf(suppression, unused);
      const fix: Fix = {
        title:
          ids.length === suppression.ruleIds.length
            ? 'Remove the comment'
            : `Take ${ids.join(', ')} out of it`,
        isPreferred: true,
        isSafe: true,
        files: [{ path, edits: [editFor(suppression, ids, source)] }],
      };
      report({
        span: suppression.span,
        message:
          `${ids.join(', ')} ${ids.length === 1 ? 'reports' : 'report'} nothing here, so there is nothing to silence. ` +
          'Left in place, the comment hides what a later change brings. Remove it.',
        fixes: [fix],
      });
    }
  },
});

function idsOf(suppression: Suppression, unused: readonly UnusedSuppression[]): readonly string[] {
  return unused.filter((one) => one.suppression === suppression).map(({ ruleId }) => ruleId);
}

/** The comment without these ids; the whole comment when none is left, with its line when it has it to itself. */
function editFor({ span, ruleIds }: Suppression, unused: readonly string[], source: string): TextEdit {
  const kept = ruleIds.filter((id) => !unused.includes(id));
  if (kept.length > 0) {
    const text = source.slice(span.start, span.end).replace(/\[[^[\]]*\]/, `[${kept.join(', ')}]`);
    return { span, text };
  }
  const start = lineStart(source, span.start);
  const before = source.slice(start, span.start);
  if (before.trim() !== '')
    return { span: { start: start + before.trimEnd().length, end: span.end }, text: '' };
  const newline = source.indexOf('\n', span.end);
  return { span: { start, end: newline < 0 ? source.length : newline + 1 }, text: '' };
}
