// reindex-vacuum-cluster: maintenance that rewrites tables or indexes while others are locked out.
import { isNewTable, parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';
import type { MaintenanceSql } from '../../../sqlText/parsedSql';

export const reindexVacuumCluster = defineRevisionRule({
  id: 'reindex-vacuum-cluster',
  summary: 'REINDEX, VACUUM FULL and CLUSTER rewrite tables or indexes while others are locked out.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'maintenance') continue;
      const effect = effectOf(sql);
      if (effect === undefined) continue;
      if (sql.names.length > 0 && sql.names.every((name) => isNewTable(upgrade, stepIndex, name))) continue;
      report({ span: sql.span, message: effect });
    }
  },
});

function effectOf({ verb, options }: MaintenanceSql): string | undefined {
  if (verb === 'reindex' && !options.includes('concurrently')) {
    return (
      'REINDEX blocks writes to the table, and reads that would use the index, until the index is built again. Write ' +
      'REINDEX ... CONCURRENTLY inside `with op.get_context().autocommit_block():`, or leave maintenance to an operator.'
    );
  }
  if (verb === 'vacuum' && options.includes('full')) {
    return (
      'VACUUM FULL writes the whole table again under an ACCESS EXCLUSIVE lock, and cannot run inside the transaction of a ' +
      'revision. A plain VACUUM, which autovacuum does anyway, keeps nobody out; leave the rest to an operator.'
    );
  }
  if (verb === 'cluster') {
    return (
      'CLUSTER writes the whole table again under an ACCESS EXCLUSIVE lock: nobody can read or write it until that is done. ' +
      'Leave it to an operator and a quiet hour.'
    );
  }
  return undefined;
}
