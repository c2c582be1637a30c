// noop-alter-column: only existing_* arguments, which describe and do not change.
import { defineOperationRule } from '../../rule';
import { removeStatement, statementOfCall } from '../../writing/calls';

export const noopAlterColumn = defineOperationRule({
  id: 'noop-alter-column',
  summary: 'alter_column() that changes nothing emits nothing.',
  severity: 'warning',
  on: ['alterColumn'],
  check(operation, { revision }, report) {
    const { nullable, comment, serverDefault, newName, type, options, insertAfter, insertBefore } = operation;
    const changes = nullable !== undefined || comment.given || serverDefault.given || type !== undefined;
    const renames = newName !== undefined && newName !== operation.column;
    const moves = insertAfter !== undefined || insertBefore !== undefined;
    if (changes || renames || moves || Object.keys(options).length > 0) return;
    const place = statementOfCall(revision.module, operation.span);
    const removal = place === undefined ? undefined : removeStatement(place, revision.source);
    report({
      span: operation.span,
      message:
        `This changes nothing of "${operation.column}": the existing_* arguments only describe the column, so Alembic prints no ` +
        'statement and the schema stays as it is. Add what should change (type_=, nullable=, server_default=, ' +
        'new_column_name=), or delete the call.',
      fixes:
        removal === undefined
          ? []
          : [
              {
                title: 'Delete the call',
                isPreferred: true,
                isSafe: true,
                files: [{ path: revision.path, edits: [removal] }],
              },
            ],
    });
  },
});
