// table-without-pk: create_table without a primary key, and none added later in the revision.
import { defineOperationRule } from '../../rule';
import { buildTable } from '../../../schema/tableModel';

export const tableWithoutPk = defineOperationRule({
  id: 'table-without-pk',
  summary: 'A table without a primary key has rows that nothing can tell apart.',
  severity: 'warning',
  on: ['createTable'],
  readsSql: true,
  check(operation, { revision, function: analysis, stepIndex, sql }, report) {
    const { table, items, options, comment, prefixes } = operation;
    if (analysis.direction !== 'upgrade' || items.length === 0) return;
    const { primaryKey } = buildTable(table.name, table.schema, items, options, comment);
    if (primaryKey !== undefined && primaryKey.columns.length > 0) return;
    // Temporary tables do not last; partitions and children have the key of their parent.
    if (
      prefixes.some((word) => /temp/i.test(word)) ||
      'postgresql_inherits' in options ||
      'postgresql_partition_by' in options ||
      (sql !== undefined && /\bpartition\s+by\b/i.test(sql.text))
    )
      return;
    const getsOne = analysis.steps
      .slice(stepIndex + 1)
      .some(
        ({ step, after }) =>
          (step.kind === 'operation' || step.kind === 'statement') &&
          [...after.tables.values()].some(
            (one) =>
              one.name === table.name &&
              one.schema === table.schema &&
              one.constraints.some(({ definition }) => definition.kind === 'primaryKey'),
          ),
      );
    if (getsOne) return;
    const first = items.find((item) => item.kind === 'column');
    report({
      span: nameSpan(revision.source, operation.span, table.name) ?? first?.span ?? operation.span,
      message:
        `"${table.name}" has no primary key: equal rows cannot be told apart, logical replication refuses UPDATE and DELETE, and ` +
        'the ORM cannot map it. Give it one; for a table of pairs both columns together.',
    });
  },
});

/** The literal that names the table, so that the whole of a long call is not underlined. */
function nameSpan(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
): { start: number; end: number } | undefined {
  for (const quote of ['"', "'"]) {
    const at = source.indexOf(`${quote}${name}${quote}`, start);
    if (at >= 0 && at < end) return { start: at, end: at + name.length + 2 };
  }
  return undefined;
}
