// python-default-ignored: default= of sa.Column is a value that Python puts into new rows; a migration prints nothing of it.
import { serverDefaultEdits } from './fix';
import { isKnownElsewhere } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { fixList } from '../../writing/fix';

export const pythonDefaultIgnored = defineOperationRule({
  id: 'python-default-ignored',
  summary: '`default=` in a migration does nothing: the database never hears of it.',
  severity: 'warning',
  on: ['addColumn', 'createTable'],
  check(operation, context, report) {
    if (operation.kind === 'addColumn' ? !isKnownElsewhere(context, operation.table) : !isUpgrade(context))
      return;
    const columns =
      operation.kind === 'addColumn'
        ? [operation.column]
        : operation.items.flatMap((item) => (item.kind === 'column' ? [item] : []));
    for (const column of columns) {
      if (!column.hasClientDefault || column.serverDefault !== undefined || column.primaryKey) continue;
      if (column.clientDefault === null) continue;
      report({
        span: column.span,
        message:
          `\`default=\` of column "${column.name}" prints nothing: it is a value that SQLAlchemy puts into rows which the ` +
          'application inserts, so rows that exist and rows from elsewhere do not get it. Write server_default= for a ' +
          'default in the database, or leave it to the model.',
        fixes: () => fixList(serverDefaultEdits(column, operation.span, context.revision)),
      });
    }
  },
});

function isUpgrade({
  function: { direction },
}: {
  readonly function: { readonly direction: string };
}): boolean {
  return direction === 'upgrade';
}
