// partition-attach-detach: ATTACH reads the new partition under its lock, DETACH locks the whole table.
import { isNewTable, parsedSqlOf, tableBefore } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

/** DETACH ... CONCURRENTLY is there since then. */
const DETACH_CONCURRENTLY = 14;

export const partitionAttachDetach = defineRevisionRule({
  id: 'partition-attach-detach',
  summary: 'Attaching a filled partition reads all of it, detaching one locks the whole table.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade, serverVersion }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'alterTable' || isNewTable(upgrade, stepIndex, sql.table)) continue;
      for (const action of sql.actions) {
        if (action.kind !== 'partition' || isNewTable(upgrade, stepIndex, action.other)) continue;
        if (action.verb === 'detach') {
          if (action.isConcurrent || (serverVersion ?? DETACH_CONCURRENTLY) < DETACH_CONCURRENTLY) continue;
          report({
            span: sql.span,
            message:
              `DETACH PARTITION takes an ACCESS EXCLUSIVE lock on "${sql.table.name}", with all its partitions. DETACH PARTITION ` +
              '... CONCURRENTLY inside `with op.get_context().autocommit_block():` keeps nobody out (PostgreSQL 14).',
          });
          continue;
        }
        const before = upgrade.steps[stepIndex]?.before;
        const partition = before === undefined ? undefined : tableBefore(before, action.other);
        if (partition?.constraints.some(({ definition }) => definition.kind === 'check') === true) continue;
        report({
          span: sql.span,
          message:
            `ATTACH PARTITION reads every row of "${action.other.name}" under an ACCESS EXCLUSIVE lock on it, to see whether they ` +
            'fit the bounds. A CHECK constraint with the bounds, added NOT VALID and validated before, spares the read.',
        });
      }
    }
  },
});
