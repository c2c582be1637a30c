// Steps whose definition comes back and whose content does not: the comment that says so, for the author to decide.
import type { Operation } from '../../operations/operation';
import type { Step } from '../../operations/step';

/** Comment lines for what a step took away; none when nothing was lost. */
export function lossOf(step: Step): readonly string[] {
  if (step.kind !== 'operation') return [];
  const operations = [step.operation, ...innerOf(step.operation)];
  return operations.flatMap((operation) => {
    if (operation.kind === 'dropTable') {
      return [`# The rows of ${operation.table.name} are gone: this brings back an empty table.`];
    }
    if (operation.kind === 'dropColumn') {
      const name = `${operation.table.name}.${operation.column}`;
      return [`# The values of ${name} are gone: this brings back the column without them.`];
    }
    return [];
  });
}

function innerOf(operation: Operation): readonly Operation[] {
  if (operation.kind !== 'batchAlterTable') return [];
  return operation.steps.flatMap((inner) => (inner.kind === 'operation' ? [inner.operation] : []));
}
