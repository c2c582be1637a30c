// Which objects of a revision come back without their data, with both places.
import { concerns, hasWord, isOpaqueBehind, operationsOf, statementsOf } from '../../functionFacts';
import type { FunctionAnalysis, RevisionContext } from '../../rule';
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
  for (const { operation } of operationsOf(upgrade)) {
    if (operation.kind === 'dropTable') dropped.set(operation.table.name, operation.span);
    if (operation.kind === 'dropColumn')
      dropped.set(`${operation.table.name}.${operation.column}`, operation.span);
    // What the same revision made had no rows worth keeping.
    if (operation.kind === 'createTable') dropped.delete(operation.table.name);
  }
  const losses: RowLoss[] = [];
  if (dropped.size === 0) return losses;
  for (const { operation, stepIndex, sql } of operationsOf(downgrade)) {
    // A comment cannot be put in front of a line of SQL text.
    if (sql !== undefined) continue;
    if (operation.kind !== 'createTable' && operation.kind !== 'addColumn') continue;
    const { table } = operation;
    const column = operation.kind === 'addColumn' ? operation.column.name : undefined;
    const name = column === undefined ? table.name : `${table.name}.${column}`;
    const dropping = dropped.get(name);
    if (dropping === undefined || isFilled(downgrade, stepIndex, table.name, column)) continue;
    losses.push({ name, dropping, restoring: operation.span });
  }
  return losses;
}

/** True when downgrade() puts rows or values back behind the step, or does what cannot be read there. */
function isFilled(
  analysis: FunctionAnalysis,
  stepIndex: number,
  table: string,
  column: string | undefined,
): boolean {
  if (isOpaqueBehind(analysis, stepIndex)) return true;
  return statementsOf(analysis).some((statement) => {
    if (statement.stepIndex <= stepIndex || !concerns(statement, table)) return false;
    if (statement.kind !== 'text') return statement.kind !== 'delete';
    const isWrite = /\b(?:insert|update|merge|copy)\b/.test(statement.sql);
    return isWrite && (column === undefined || hasWord(statement.sql, column.toLowerCase()));
  });
}
