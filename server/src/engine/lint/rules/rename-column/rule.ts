// rename-column: the version of the application that runs during the deployment knows the old name alone.
import { isKnownElsewhere, isNewColumn, operationsOf, sameTable } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { AlterColumn } from '../../../operations/operation';

export const renameColumn = defineOperationRule({
  id: 'rename-column',
  summary: 'A renamed column breaks the version of the application that is still running.',
  severity: 'info',
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, newName, span } = operation;
    if (newName === undefined || newName === column || !isKnownElsewhere(context, table)) return;
    if (isNewColumn(context.function, context.stepIndex, table, column) || takesOver(operation, context))
      return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" is renamed to "${newName}": until the new version of the application ` +
        'runs everywhere, the old one fails on every query that names the column. Either deploy with a pause, or add ' +
        `"${newName}", write both, copy the values, switch the readers and drop "${column}" in a later revision.`,
    });
  },
});

/** The new name was another column's, which goes: code that names it goes on. */
function takesOver({ table, newName }: AlterColumn, { function: analysis }: OperationContext): boolean {
  return operationsOf(analysis).some(
    ({ operation }) =>
      operation.kind === 'dropColumn' && operation.column === newName && sameTable(operation.table, table),
  );
}
