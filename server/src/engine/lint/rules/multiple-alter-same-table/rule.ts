// multiple-alter-same-table: each of several rewrites of one table writes every row again.
import { columnType, typeBefore, rewritesTable } from '../../columnTypes';
import { columnBefore, isEmptyTable, operationsOf, type PlacedOperation } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';
import { schemaKey } from '../../../schema/lookup';

export const multipleAlterSameTable = defineRevisionRule({
  id: 'multiple-alter-same-table',
  summary: 'Several changes that each rewrite the same table could be one ALTER TABLE that rewrites it once.',
  severity: 'hint',
  dialects: ['postgresql'],
  check({ upgrade, path }, report) {
    const first = new Map<string, PlacedOperation>();
    for (const placed of operationsOf(upgrade)) {
      const { operation, stepIndex } = placed;
      if (operation.kind !== 'alterColumn' || !rewrites(placed)) continue;
      if (isEmptyTable(upgrade, stepIndex, operation.table)) continue;
      const key = schemaKey(operation.table.name, operation.table.schema);
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, placed);
        continue;
      }
      report({
        span: operation.span,
        message:
          `Every row of "${operation.table.name}" is written again for this column, as it was for one above: Alembic prints an ` +
          'ALTER TABLE for each. One op.execute with "ALTER TABLE ... ALTER COLUMN a TYPE ..., ALTER COLUMN b TYPE ..." ' +
          'writes the table once.',
        related: [{ path, span: earlier.operation.span, message: 'The first rewrite.' }],
      });
    }
  },
});

function rewrites({ operation, before }: PlacedOperation): boolean {
  if (operation.kind !== 'alterColumn' || operation.type === undefined) return false;
  const known = columnBefore(before, operation.table, operation.column)?.type;
  const from = typeBefore(known, operation.existingType);
  const to = columnType(operation.type);
  return from !== undefined && to !== undefined && rewritesTable(from, to) === true;
}
