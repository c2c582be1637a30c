// non-literal-revision-metadata: revision or down_revision is the result of code.
import { defineGraphRule } from '../../rule';
import { problemsOf } from '../../graphProblems';

export const nonLiteralRevisionMetadata = defineGraphRule({
  id: 'non-literal-revision-metadata',
  summary: 'An id that is computed when the file runs is not known before.',
  severity: 'info',
  check(context, report) {
    for (const { span, message } of problemsOf(context, 'not-literal')) {
      if (span === undefined) continue;
      report({
        span,
        message:
          `${message} The history that is shown without running the file is therefore a guess at this place. Write the id as ` +
          'a string, so that people, diffs and merges see it.',
      });
    }
  },
});
