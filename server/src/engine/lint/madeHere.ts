// Whether a table is made by the revision under judgement, so that it is empty and nobody reads it yet.
import type { OperationContext } from './rule';
import type { TableName } from '../operations/operation';

/** True when an earlier step of the same function creates the table, with an operation or with plain SQL. */
export function isMadeHere(table: TableName, { function: analysis, stepIndex }: OperationContext): boolean {
  return analysis.steps.slice(0, stepIndex).some(({ step }) => {
    if (step.kind === 'operation') {
      const { operation } = step;
      return (
        operation.kind === 'createTable' &&
        operation.table.name === table.name &&
        operation.table.schema === table.schema
      );
    }
    if (step.kind !== 'statement' || step.statement.kind !== 'textStatement') return false;
    const made = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w".]{1,200})/gi;
    return [...step.statement.text.text.matchAll(made)].some(
      ([, name = '']) =>
        name.replaceAll('"', '').split('.').at(-1)?.toLowerCase() === table.name.toLowerCase(),
    );
  });
}
