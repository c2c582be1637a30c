// schema-and-data-mixed: rows are rewritten while the lock of an ALTER on the same table is held.
import { splitFix } from './fix';
import {
  changedTables,
  isNewTable,
  isOutsideTransaction,
  operationsOf,
  statementsOf,
  targetOf,
} from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const schemaAndDataMixed = defineRevisionRule({
  id: 'schema-and-data-mixed',
  summary: 'Rows are rewritten in the transaction that holds the lock of a schema change on the same table.',
  severity: 'info',
  check(revision, report) {
    const { upgrade, path, dialect, isTransactional } = revision;
    if (dialect === 'postgresql' && isTransactional === false) return;
    const steps = upgrade.steps;
    for (const statement of statementsOf(upgrade)) {
      if (!/^\s*(?:with\b[\s\S]*\b)?(?:update|delete)\b/.test(statement.sql) && !isCoreWrite(statement.kind))
        continue;
      if (isOutsideTransaction(upgrade, statement.stepIndex) || isOneRow(statement.sql)) continue;
      const span = steps[statement.stepIndex]?.step.span;
      const target = targetOf(statement)?.toLowerCase();
      const changed = operationsOf(upgrade).find(
        ({ operation, stepIndex }) =>
          stepIndex < statement.stepIndex &&
          changedTables(operation).some(
            (table) => table.name.toLowerCase() === target && !isNewTable(upgrade, stepIndex, table),
          ),
      );
      if (span === undefined || changed === undefined) continue;
      const [table] = changedTables(changed.operation);
      report({
        span,
        message:
          `Rows of "${table?.name ?? ''}" are rewritten in the same transaction that changed the table: its lock is held ` +
          'until the last row is written, and a failure rolls back both. On a large table put the data into a revision ' +
          'of its own behind this one, in batches.',
        related: [{ path, span: changed.operation.span, message: 'The lock is taken here.' }],
        fixes: () => splitFix(revision, statement.stepIndex, table?.name ?? ''),
      });
      return;
    }
  },
});

/** A row that is chosen by its id is written in a moment. */
function isOneRow(sql: string): boolean {
  return /\bwhere\s+(?:\w+\.)?id\s*=\s*(?::\w+|'[^']*'|\d+)\s*(?:;\s*)?$/.test(sql);
}

function isCoreWrite(kind: string): boolean {
  return kind === 'update' || kind === 'delete';
}
