// wide-lock-window: one transaction gathers locks on many tables, and keeps each until the last one is done.
import { changedTables, isNewTable, isOutsideTransaction, operationsOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';
import { schemaKey } from '../../../schema/lookup';
import { lockEffect } from '../../../sql/locks';

/** From this number of tables on: two are often one change, a foreign key between them for example. */
const MANY = 4;

export const wideLockWindow = defineRevisionRule({
  id: 'wide-lock-window',
  summary:
    'One transaction locks many tables, holds them all to its end and can deadlock with the application.',
  severity: 'info',
  dialects: ['postgresql'],
  check({ upgrade, isTransactional }, report) {
    if (isTransactional === false) return;
    const locked = new Map<string, string>();
    for (const { operation, stepIndex } of operationsOf(upgrade)) {
      if (isOutsideTransaction(upgrade, stepIndex)) locked.clear();
      const [table] = changedTables(operation);
      if (table === undefined) continue;
      const key = schemaKey(table.name, table.schema);
      if (locked.has(key) || lockEffect(operation).lock !== 'ACCESS EXCLUSIVE') continue;
      if (isNewTable(upgrade, stepIndex, table)) continue;
      locked.set(key, table.name);
      if (locked.size < MANY) continue;
      report({
        span: operation.span,
        message:
          `This is the ${String(MANY)}th table that this revision locks for everyone (${[...locked.values()].join(', ')}); all ` +
          'of them stay locked until its end, and an application that takes them in another order deadlocks with it. ' +
          'Split the revision by table, and set lock_timeout.',
      });
      return;
    }
  },
});
