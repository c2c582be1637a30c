// volatile-default: a default that is different for every row has PostgreSQL write the whole table again.
import { volatileFunction } from './volatile';
import { fillLaterFix } from './fix';
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { fixList } from '../../writing/fix';

export const volatileDefault = defineOperationRule({
  id: 'volatile-default',
  summary:
    'A column whose default differs from row to row makes PostgreSQL rewrite the table under the lock.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['addColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { column, table } = operation;
    const called = volatileFunction(column.serverDefault);
    if (called === undefined || !hasRows(context, table)) return;
    report({
      span: column.serverDefault?.span ?? column.span,
      message:
        `${called}() gives every row its own value, so adding "${column.name}" rewrites "${table.name}" under an ACCESS ` +
        'EXCLUSIVE lock: nobody can read or write it until that is done. Add the column without a default, set the ' +
        `default with ${context.sql === undefined ? 'alter_column' : 'ALTER COLUMN ... SET DEFAULT'}, and fill the old rows in batches.`,
      fixes: () => fixList(fillLaterFix(operation, context)),
    });
  },
});
