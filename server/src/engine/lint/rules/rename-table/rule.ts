// rename-table: the version of the application that runs during the deployment knows the old name alone.
import { isKnownElsewhere, operationsOf, sameTable, statementsOf } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { RenameTable } from '../../../operations/operation';

export const renameTable = defineOperationRule({
  id: 'rename-table',
  summary: 'A renamed table breaks the version of the application that is still running.',
  severity: 'info',
  on: ['renameTable'],
  readsSql: true,
  check(operation, context, report) {
    const { table, newName, span } = operation;
    if (newName === table.name || !isKnownElsewhere(context, table) || isStandIn(operation, context)) return;
    report({
      span,
      message:
        `Table "${table.name}" is renamed to "${newName}": until the new version of the application runs everywhere, ` +
        'the old one fails on every query that names the table. Either deploy with a pause, or leave a view with the ' +
        `old name: op.execute('CREATE VIEW ${table.name} AS SELECT * FROM ${newName}'), and drop it later.`,
    });
  },
});

/** The old name lives on: a view, or a table that is made in its place while this one is a copy to be dropped. */
function isStandIn({ table, newName }: RenameTable, { function: analysis }: OperationContext): boolean {
  const isReplaced = operationsOf(analysis).some(
    ({ operation }) =>
      (operation.kind === 'createTable' && sameTable(operation.table, table)) ||
      (operation.kind === 'dropTable' && operation.table.name === newName),
  );
  const name = table.name.toLowerCase();
  return (
    isReplaced ||
    statementsOf(analysis).some(({ sql }) => /\bcreate\b[^;]*\bview\b/.test(sql) && sql.includes(name))
  );
}
