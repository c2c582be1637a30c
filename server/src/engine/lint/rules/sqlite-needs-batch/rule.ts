// sqlite-needs-batch: ALTER COLUMN and constraints, which SQLite's ALTER TABLE does not have.
import { defineOperationRule } from '../../rule';
import { batchFix } from './fix';

export const sqliteNeedsBatch = defineOperationRule({
  id: 'sqlite-needs-batch',
  summary: 'SQLite cannot do this outside batch_alter_table.',
  severity: 'error',
  dialects: ['sqlite'],
  on: ['alterColumn', 'createConstraint', 'dropConstraint'],
  check(operation, { revision, function: analysis, stepIndex }, report) {
    const step = analysis.steps[stepIndex]?.step;
    // Inside a batch the step is the batch.
    if (step?.kind !== 'operation' || step.operation !== operation) return;
    if (operation.kind === 'alterColumn') {
      const { nullable, type, serverDefault } = operation;
      // A new name alone is RENAME COLUMN, which SQLite has since 3.25; nothing at all prints nothing.
      if (nullable === undefined && type === undefined && !serverDefault.given) return;
    }
    report({
      span: operation.span,
      message:
        'SQLite has no ALTER COLUMN and no ADD or DROP CONSTRAINT: Alembic stops with "No support for ALTER of constraints in ' +
        'SQLite dialect", or SQLite with a syntax error. Write it inside `with op.batch_alter_table(...) as batch_op:`, which ' +
        'copies the table.',
      fixes: () => batchFix(revision, operation.span),
    });
  },
});
