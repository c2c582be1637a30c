// drop-cascade: CASCADE drops what depends on the object without saying what that is.
import { isNewTable, operationsOf, parsedSqlOf, sameTable, tableBefore } from '../../functionFacts';
import { defineRevisionRule, type FunctionAnalysis } from '../../rule';
import type { TableName } from '../../../operations/operation';

export const dropCascade = defineRevisionRule({
  id: 'drop-cascade',
  summary: 'DROP ... CASCADE also drops whatever depends on the object, without naming it.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind === 'drop' && sql.cascade && sql.object !== 'schema' && sql.object !== 'database') {
        const isOwn = (name: TableName): boolean =>
          isNewTable(upgrade, stepIndex, name) || (sql.ifExists && isLeftover(name, upgrade, stepIndex));
        if (sql.object === 'table' && sql.names.every(isOwn)) continue;
        report({ span: sql.span, message: messageFor(sql.names.map(({ name }) => name).join(', ')) });
      }
      if (sql.kind !== 'alterTable' || isNewTable(upgrade, stepIndex, sql.table)) continue;
      for (const action of sql.actions) {
        if (action.kind === 'dropColumn' && action.cascade) {
          report({ span: action.span, message: messageFor(action.column) });
        }
        if (action.kind === 'dropConstraint' && action.cascade) {
          report({ span: action.span, message: messageFor(action.name) });
        }
      }
    }
  },
});

/** A table that no revision made and this one makes next: the statement clears what a failed attempt left behind. */
function isLeftover(name: TableName, analysis: FunctionAnalysis, stepIndex: number): boolean {
  const before = analysis.steps[stepIndex]?.before;
  return (
    before !== undefined &&
    tableBefore(before, name) === undefined &&
    operationsOf(analysis).some(
      ({ operation, stepIndex: at }) =>
        at > stepIndex && operation.kind === 'createTable' && sameTable(operation.table, name),
    )
  );
}

function messageFor(name: string): string {
  return (
    `With ${name}, CASCADE drops everything that depends on it (views, foreign keys, columns of a type, triggers of a ` +
    'function), which differs from database to database and is nowhere written down, so downgrade() cannot bring it back. ' +
    'Leave CASCADE out: PostgreSQL then names what is in the way, and each of it can be dropped on purpose.'
  );
}
