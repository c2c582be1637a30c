// probable-rename-column: one column dropped and one of the same kind added on one table, as autogenerate writes renames.
import { renameFix } from './fix';
import { findPairs } from './pairs';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Span } from '../../../text/span';
import { fixList } from '../../writing/fix';

export const probableRenameColumn = defineRevisionRule({
  id: 'probable-rename-column',
  summary: 'A column that is dropped while a like one is added was probably renamed, and its data is lost.',
  severity: 'warning',
  check(revision, report) {
    for (const pair of findPairs(revision.upgrade)) {
      const table = pair.added.table.name;
      report({
        span: pair.added.span,
        message:
          `Column "${pair.dropped.column}" of "${table}" is dropped and "${pair.added.column.name}" of the same type ` +
          'is added: autogenerate sees a rename as this pair. The values of the old column are deleted, in ' +
          'downgrade() too. If it is a rename, write ' +
          `alter_column(..., new_column_name="${pair.added.column.name}") in both directions.`,
        related: [
          {
            path: revision.path,
            span: pair.dropped.span,
            message: `"${pair.dropped.column}" is dropped here.`,
          },
          ...restoredIn(revision, pair).map((span) => ({
            path: revision.path,
            span,
            message: `"${pair.dropped.column}" comes back here, without its values.`,
          })),
        ],
        fixes: () => fixList(renameFix(revision, pair)),
      });
    }
  },
});

/** Where downgrade() adds the dropped column again. */
function restoredIn(
  { downgrade }: RevisionContext,
  { dropped }: ReturnType<typeof findPairs>[number],
): readonly Span[] {
  return downgrade.steps.flatMap(({ step }) => {
    if (step.kind !== 'operation' || step.operation.kind !== 'addColumn') return [];
    const { table, column, span } = step.operation;
    return table.name === dropped.table.name && column.name === dropped.column ? [span] : [];
  });
}
