// require-schema: for projects with several schemas. Off unless the settings turn it on.
import { defineOperationRule } from '../../rule';

export const requireSchema = defineOperationRule({
  id: 'require-schema',
  summary: 'An operation does not say in which schema it works.',
  severity: 'info',
  isOptional: true,
  dialects: ['postgresql'],
  on: [
    'createTable',
    'dropTable',
    'renameTable',
    'addColumn',
    'dropColumn',
    'alterColumn',
    'createIndex',
    'createConstraint',
    'dropConstraint',
  ],
  check(operation, { function: analysis, stepIndex }, report) {
    if (operation.table.schema !== undefined) return;
    const step = analysis.steps[stepIndex]?.step;
    // Inside a batch the batch says it.
    if (step?.kind === 'operation' && step.operation !== operation) return;
    report({
      span: operation.span,
      message: `"${operation.table.name}" is looked for along the search_path of whoever runs the migration. Name the schema: schema="...".`,
    });
  },
});
