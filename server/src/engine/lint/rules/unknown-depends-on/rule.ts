// unknown-depends-on: depends_on names neither a revision nor a branch label.
import { problemsOf } from '../../graphProblems';
import { likelyRevisions } from '../../nearestId';
import { defineGraphRule } from '../../rule';
import { replaceDependency } from '../../writing/headerEdits';

export const unknownDependsOn = defineGraphRule({
  id: 'unknown-depends-on',
  summary: 'depends_on names neither a revision nor a branch label.',
  severity: 'error',
  check(context, report) {
    for (const { span, message, raises, revisions } of problemsOf(context, 'missing-dependency')) {
      const name = revisions.at(-1);
      if (span === undefined || name === undefined) continue;
      report({
        span,
        message: `${message}. Every alembic command ends with ${raises ?? 'an error'}: write the full id.`,
        fixes: likelyRevisions(context, name).flatMap((to, index) => {
          const edits = replaceDependency(context.header, context.source, name, to);
          if (edits === undefined || context.header.downRevisions.some(({ value }) => value === to))
            return [];
          const files = [{ path: context.path, edits }];
          return [{ title: `Depend on ${to}`, isPreferred: index === 0, isSafe: false, files }];
        }),
      });
    }
  },
});
