// merge-has-operations: a merge revision that also changes the schema.
import { defineRevisionRule } from '../../rule';

export const mergeHasOperations = defineRevisionRule({
  id: 'merge-has-operations',
  summary: 'A merge revision should only join branches, not change the schema.',
  severity: 'info',
  check({ header, upgrade }, report) {
    if (header.downRevisions.length < 2) return;
    const first = upgrade.steps.find(({ step }) => step.kind === 'operation');
    if (first === undefined) return;
    report({
      span: first.step.span,
      message:
        'This merge revision also changes the schema. Whoever merges the same heads again, or rebases one of the ' +
        'branches, deletes this file and the change with it. Leave the merge empty and put the change into a revision after it.',
    });
  },
});
