// statement-after-access-exclusive: a slow statement runs while an earlier one keeps everybody out of a table.
import {
  changedTables,
  isNewTable,
  isOutsideTransaction,
  operationsOf,
  sameTable,
  statementsOf,
  targetOf,
  type DataStatement,
  type PlacedOperation,
} from '../../functionFacts';
import { defineRevisionRule } from '../../rule';
import { lockEffect } from '../../../sql/locks';

export const statementAfterAccessExclusive = defineRevisionRule({
  id: 'statement-after-access-exclusive',
  summary: 'A slow statement runs while an earlier one still keeps everybody out of a table.',
  severity: 'info',
  dialects: ['postgresql'],
  check({ upgrade, path, isTransactional }, report) {
    if (isTransactional === false) return;
    const operations = operationsOf(upgrade);
    const locked = operations.find((placed) => locksTable(placed));
    if (locked === undefined) return;
    const [table] = changedTables(locked.operation);
    if (table === undefined) return;
    const statements = statementsOf(upgrade).flatMap((statement) => {
      const span = upgrade.steps[statement.stepIndex]?.step.span;
      const isSlow = isSlowSql(statement) && targetOf(statement)?.toLowerCase() !== table.name.toLowerCase();
      return isSlow && span !== undefined ? [{ stepIndex: statement.stepIndex, span }] : [];
    });
    const builds = operations.flatMap(({ operation, stepIndex }) => {
      const isSlow = operation.kind === 'createIndex' && !isNewTable(upgrade, stepIndex, operation.table);
      return isSlow && !sameTable(operation.table, table) ? [{ stepIndex, span: operation.span }] : [];
    });
    const [first] = [...statements, ...builds]
      .filter(({ stepIndex }) => stepIndex > locked.stepIndex && !isCommitted(locked.stepIndex, stepIndex))
      .toSorted((a, b) => a.stepIndex - b.stepIndex);
    if (first === undefined) return;
    report({
      span: first.span,
      message:
        `"${table.name}" is locked for everyone by an earlier statement, until the transaction ends: this one, which reads ` +
        'or writes many rows elsewhere, makes all of them wait. Put it before the lock, or into a revision of its own.',
      related: [{ path, span: locked.operation.span, message: 'The ACCESS EXCLUSIVE lock is taken here.' }],
    });

    function locksTable({ operation, stepIndex }: PlacedOperation): boolean {
      const [own] = changedTables(operation);
      return (
        own !== undefined &&
        lockEffect(operation).lock === 'ACCESS EXCLUSIVE' &&
        !isNewTable(upgrade, stepIndex, own) &&
        !isOutsideTransaction(upgrade, stepIndex)
      );
    }

    function isCommitted(from: number, to: number): boolean {
      for (let at = from; at <= to; at++) if (isOutsideTransaction(upgrade, at)) return true;
      return false;
    }
  },
});

function isSlowSql({ sql, kind }: DataStatement): boolean {
  if (kind === 'update' || kind === 'delete') return true;
  return /^\s*(?:with\b[\s\S]*\b)?(?:update|delete)\b|^\s*insert\b[\s\S]*\bselect\b/.test(sql);
}
