// duplicate-branch-label: a label that another revision already has, or that is a revision's id.
import { problemsOf } from '../../graphProblems';
import { defineGraphRule } from '../../rule';
import { replaceId } from '../../writing/headerEdits';

export const duplicateBranchLabel = defineGraphRule({
  id: 'duplicate-branch-label',
  summary: 'A branch label is already the label or the id of another revision.',
  severity: 'error',
  check(context, report) {
    const { graph, header, source, path } = context;
    for (const problem of problemsOf(context, 'duplicate-label')) {
      const written = header.branchLabels.find(({ span }) => span === problem.span);
      if (written === undefined) continue;
      let count = 2;
      while (graph.byKey.has(`${written.value}_${count}`)) count += 1;
      const name = `${written.value}_${count}`;
      const edit = replaceId(source, written, name);
      const files = [{ path, edits: edit === undefined ? [] : [edit] }];
      report({
        span: written.span,
        message: `${problem.message}. Every alembic command ends with this error: give one of the branches another name.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Rename the label to ${name}`, isPreferred: false, isSafe: false, files }],
      });
    }
  },
});
