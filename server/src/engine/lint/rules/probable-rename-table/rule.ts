// probable-rename-table: a table is dropped and another with nearly the same columns is created, as autogenerate writes renames.
import { renameTableFix } from './fix';
import { pairsOf } from './pairs';
import { defineRevisionRule } from '../../rule';

export const probableRenameTable = defineRevisionRule({
  id: 'probable-rename-table',
  summary: 'A table that is dropped while a like one is created was probably renamed, and its rows are lost.',
  severity: 'warning',
  check(revision, report) {
    for (const pair of pairsOf(revision.upgrade)) {
      const { dropped, created } = pair;
      report({
        span: created.span,
        message:
          `Table "${dropped.table.name}" is dropped and "${created.table.name}" with the same columns is created: ` +
          'autogenerate sees a rename as this pair. The rows of the old table are deleted, in downgrade() too. If it is a ' +
          `rename, write op.rename_table('${dropped.table.name}', '${created.table.name}') in both directions, and ` +
          'rename its indexes and constraints.',
        related: [
          { path: revision.path, span: dropped.span, message: `"${dropped.table.name}" is dropped here.` },
        ],
        fixes: () => renameTableFix(revision, pair),
      });
    }
  },
});
