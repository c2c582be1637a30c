// missing-parent: down_revision names a revision that no file declares.
import { problemsOf } from '../../graphProblems';
import { likelyRevisions } from '../../nearestId';
import { defineGraphRule, type GraphContext } from '../../rule';
import { replaceParent } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const missingParent = defineGraphRule({
  id: 'missing-parent',
  summary: 'down_revision names a revision that exists in no version location.',
  severity: 'error',
  check(context, report) {
    for (const { span, message, raises, revisions } of problemsOf(context, 'missing-parent')) {
      const id = revisions.at(-1);
      // An empty string is no id at all: illegal-revision-id.
      if (span === undefined || id === undefined || id === '') continue;
      report({
        span,
        message: `${message}. Every alembic command ends with ${raises ?? 'an error'} until down_revision names a revision that exists, or its file is back: \`retort restore-revision ${id}\` looks for it in git.`,
        fixes: fixesFor(context, id),
      });
    }
  },
});

function fixesFor(context: GraphContext, id: string): readonly Fix[] {
  return likelyRevisions(context, id).flatMap((to, index) => {
    const edits = replaceParent(context.header, context.source, id, to);
    if (edits === undefined) return [];
    return [
      {
        title: `Re-point down_revision to ${to}`,
        isPreferred: index === 0,
        isSafe: false,
        files: [{ path: context.path, edits }],
      },
    ];
  });
}
