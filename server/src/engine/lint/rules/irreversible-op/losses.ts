// Which objects of a revision come back without their data, with both places.
import type { FunctionAnalysis, RevisionContext } from '../../rule';
import type { Operation } from '../../../operations/operation';
import type { Span } from '../../../text/span';

/** A table or column that upgrade() drops and downgrade() makes again. */
export interface RowLoss {
  readonly name: string;
  readonly dropping: Span;
  readonly restoring: Span;
}

/** In the order of downgrade(). */
export function rowLosses({ upgrade, downgrade }: RevisionContext): readonly RowLoss[] {
  const dropped = new Map<string, Span>();
  for (const operation of operationsOf(upgrade)) {
    if (operation.kind === 'dropTable') dropped.set(operation.table.name, operation.span);
    if (operation.kind === 'dropColumn')
      dropped.set(`${operation.table.name}.${operation.column}`, operation.span);
    // What the same revision made had no rows worth keeping.
    if (operation.kind === 'createTable') dropped.delete(operation.table.name);
  }
  const losses: RowLoss[] = [];
  for (const operation of operationsOf(downgrade)) {
    const name =
      operation.kind === 'createTable'
        ? operation.table.name
        : operation.kind === 'addColumn'
          ? `${operation.table.name}.${operation.column.name}`
          : undefined;
    const dropping = name === undefined ? undefined : dropped.get(name);
    if (name !== undefined && dropping !== undefined)
      losses.push({ name, dropping, restoring: operation.span });
  }
  return losses;
}

function* operationsOf({ steps }: FunctionAnalysis): Generator<Operation> {
  for (const { step } of steps) {
    if (step.kind !== 'operation') continue;
    yield step.operation;
    if (step.operation.kind !== 'batchAlterTable') continue;
    for (const inner of step.operation.steps) if (inner.kind === 'operation') yield inner.operation;
  }
}
