// validate-same-transaction: VALIDATE in the transaction that added the constraint holds its lock over the whole scan.
import { isOutsideTransaction, operationsOf, statementsOf } from '../../functionFacts';
import { defineRevisionRule, type FunctionAnalysis } from '../../rule';

const VALIDATE = /\bvalidate\s+constraint\s+"?([\w$]+)"?/;

export const validateSameTransaction = defineRevisionRule({
  id: 'validate-same-transaction',
  summary:
    'Validating a constraint in the transaction that added it holds the lock that NOT VALID was to spare.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade, path, isTransactional }, report) {
    if (isTransactional === false) return;
    for (const { sql, stepIndex } of statementsOf(upgrade)) {
      const name = VALIDATE.exec(sql)?.[1];
      const span = upgrade.steps[stepIndex]?.step.span;
      if (name === undefined || span === undefined || isOutsideTransaction(upgrade, stepIndex)) continue;
      const added = addedBefore(upgrade, name, stepIndex);
      if (added === undefined) continue;
      report({
        span,
        message:
          `Constraint "${name}" was added in this transaction, whose lock on the table is held until the end: VALIDATE reads ` +
          'every row under it, as adding it without NOT VALID would have. Validate in a later revision, or inside ' +
          '`with op.get_context().autocommit_block():`.',
        related: [{ path, span: added, message: 'It is added NOT VALID here.' }],
      });
    }
  },
});

/** Where the constraint was added NOT VALID, if nothing was committed since. */
function addedBefore(analysis: FunctionAnalysis, name: string, stepIndex: number) {
  const isCommitted = (from: number): boolean =>
    analysis.steps.slice(from, stepIndex).some((_, index) => isOutsideTransaction(analysis, from + index));
  const operation = operationsOf(analysis).find(
    ({ operation: made, stepIndex: at }) =>
      at < stepIndex &&
      made.kind === 'createConstraint' &&
      made.constraint.options['postgresql_not_valid'] === true &&
      made.constraint.name?.text.toLowerCase() === name &&
      !isCommitted(at),
  );
  if (operation !== undefined) return operation.operation.span;
  const statement = statementsOf(analysis).find(
    ({ sql, stepIndex: at }) =>
      at < stepIndex &&
      new RegExp(`\\badd\\s+constraint\\s+"?${name}"?\\s[\\s\\S]*\\bnot\\s+valid\\b`).test(sql) &&
      !isCommitted(at),
  );
  return statement === undefined ? undefined : analysis.steps[statement.stepIndex]?.step.span;
}
