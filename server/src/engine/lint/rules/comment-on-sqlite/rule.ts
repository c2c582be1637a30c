// comment-on-sqlite: COMMENT ON, which SQLite does not know.
import { defineOperationRule } from '../../rule';
import { removeStatement, statementOfCall } from '../../writing/calls';

export const commentOnSqlite = defineOperationRule({
  id: 'comment-on-sqlite',
  summary: 'SQLite has no comments on tables and columns.',
  severity: 'error',
  dialects: ['sqlite'],
  on: ['alterColumn', 'createTableComment', 'dropTableComment'],
  check(operation, { revision, function: analysis, stepIndex }, report) {
    if (operation.kind === 'alterColumn') {
      const step = analysis.steps[stepIndex]?.step;
      // A batch copies the table and leaves the comment out.
      if (!operation.comment.given || step?.kind !== 'operation' || step.operation !== operation) return;
    }
    const place = statementOfCall(revision.module, operation.span);
    const removal =
      place === undefined || operation.kind === 'alterColumn'
        ? undefined
        : removeStatement(place, revision.source);
    report({
      span: operation.span,
      message:
        'SQLite has no COMMENT ON: the statement ends with a syntax error. Delete it, or run it only where it works: ' +
        '`if op.get_bind().dialect.name == "postgresql":`.',
      fixes:
        removal === undefined
          ? []
          : [
              {
                title: 'Delete it',
                isPreferred: true,
                isSafe: false,
                files: [{ path: revision.path, edits: [removal] }],
              },
            ],
    });
  },
});
