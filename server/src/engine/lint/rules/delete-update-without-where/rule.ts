// delete-update-without-where: every row of a table is deleted or written.
import { isEmptyTable, isNewColumn, isNewTable, parsedSqlOf, statementsOf } from '../../functionFacts';
import { argumentAt, namedCalls } from '../../namedCalls';
import { defineRevisionRule, type FunctionAnalysis, type RevisionContext } from '../../rule';
import type { TableName } from '../../../operations/operation';
import { findTable } from '../../../schema/lookup';
import type { Span } from '../../../text/span';

interface Unbounded {
  readonly verb: 'update' | 'delete';
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly span: Span;
  readonly stepIndex: number;
}

export const deleteUpdateWithoutWhere = defineRevisionRule({
  id: 'delete-update-without-where',
  summary: 'An UPDATE or DELETE without WHERE changes every row of the table.',
  severity: 'warning',
  check(revision, report) {
    const { upgrade } = revision;
    for (const { verb, table, columns, span, stepIndex } of unbounded(upgrade)) {
      if (isNewTable(upgrade, stepIndex, table) || isEmptyTable(upgrade, stepIndex, table)) continue;
      if (isMadeUnderGuard(revision, stepIndex, table)) continue;
      // A column that the revision adds has no values yet that could be lost.
      const isFill =
        verb === 'update' &&
        columns.length > 0 &&
        columns.every((column) => isNewColumn(upgrade, stepIndex, table, column));
      if (isFill) continue;
      report({
        span,
        message:
          verb === 'delete'
            ? `Every row of "${table.name}" is deleted: there is no WHERE, and downgrade() cannot bring them back. Say which rows go.`
            : `Every row of "${table.name}" is written: there is no WHERE, the old values of (${columns.join(', ')}) are gone, ` +
              'and each row is locked until the transaction ends. Say which rows change, WHERE ... IS DISTINCT FROM the new ' +
              'value for example, and write a large table in batches.',
      });
    }
  },
});

/** The file makes a table that the history does not have: where a run depends on what the database has, it may be there. */
function isMadeUnderGuard(
  { module, upgrade }: RevisionContext,
  stepIndex: number,
  { name, schema }: TableName,
): boolean {
  const before = upgrade.steps[stepIndex]?.before;
  if (before === undefined || findTable(before, name, schema) !== undefined) return false;
  return namedCalls(module).some(({ call, path }) => {
    const made = path === 'alembic.op.create_table' ? argumentAt(call, 0, 'table_name') : undefined;
    return made?.kind === 'string' && made.value === name;
  });
}

function unbounded(analysis: FunctionAnalysis): readonly Unbounded[] {
  const text = parsedSqlOf(analysis).flatMap(({ sql, stepIndex }) => {
    if ((sql.kind !== 'update' && sql.kind !== 'delete') || sql.hasWhere || sql.table === undefined)
      return [];
    const { kind: verb, columns, span } = sql;
    const table = { name: sql.table.name, schema: sql.table.schema };
    return [{ verb, table, columns, span, stepIndex }];
  });
  const core = statementsOf(analysis).flatMap(({ stepIndex }) => {
    const step = analysis.steps[stepIndex]?.step;
    if (step?.kind !== 'statement') return [];
    const { statement, span } = step;
    if ((statement.kind !== 'update' && statement.kind !== 'delete') || statement.where.length > 0) return [];
    const columns = statement.kind === 'update' ? statement.values.map(([column]) => column) : [];
    const table = { name: statement.table.name, schema: statement.table.schema };
    return [{ verb: statement.kind, table, columns, span, stepIndex }];
  });
  return [...text, ...core];
}
