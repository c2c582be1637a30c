// autocommit-block-mixed: what stands before an autocommit block is committed by it, and stays when the block fails.
import { defineRevisionRule, type FunctionAnalysis } from '../../rule';
import { changesSchema } from '../../inverse/writeDowngrade';

export const autocommitBlockMixed = defineRevisionRule({
  id: 'autocommit-block-mixed',
  summary:
    'An autocommit block commits what the revision did before it, so that a failure leaves half of it.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade, isTransactional }, report) {
    if (isTransactional === false) return;
    const block = upgrade.steps.findIndex(({ step }) => step.kind === 'autocommit' && step.edge === 'begin');
    const begin = upgrade.steps[block]?.step;
    if (begin === undefined || !isWork(upgrade, block)) return;
    if (!upgrade.steps.slice(0, block).some((step) => changesSchema(step))) return;
    report({
      span: begin.span,
      message:
        'The autocommit block commits the changes above it. When a statement in the block fails, they stay and the ' +
        'revision does not count as applied: running it again fails on what exists already. Put what is outside the ' +
        'transaction into a revision of its own.',
    });
  },
});

/** A block that only validates constraints leaves the schema as it is. */
function isWork({ steps }: FunctionAnalysis, begin: number): boolean {
  for (const { step } of steps.slice(begin + 1)) {
    if (step.kind === 'autocommit') return false;
    const isValidation =
      step.kind === 'statement' &&
      step.statement.kind === 'textStatement' &&
      /^\s*alter\s+table\s[^;]*\svalidate\s+constraint\b/i.test(step.statement.text.text);
    if (!isValidation) return true;
  }
  return false;
}
