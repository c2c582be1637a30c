// unresolved-statement: where the static analysis ends, and why.
import { defineRevisionRule } from '../../rule';

export const unresolvedStatement = defineRevisionRule({
  id: 'unresolved-statement',
  summary:
    'A statement cannot be understood without running it, so nothing is said about what follows from it.',
  severity: 'hint',
  check({ upgrade, downgrade }, report) {
    const seen = new Set<number>();
    for (const { steps } of [upgrade, downgrade]) {
      for (const { step } of steps) {
        if (step.kind !== 'opaque' || seen.has(step.span.start)) continue;
        seen.add(step.span.start);
        report({
          span: step.span,
          message:
            `What this does is only known when it runs: ${step.reason}. Its SQL is not shown, and rules that depend on the ` +
            'schema behind it stay silent.',
        });
      }
    }
  },
});
