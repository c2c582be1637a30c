// trigger-lock: a trigger is made or dropped under a lock on its table, and runs for every row from then on.
import { isNewTable, parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const triggerLock = defineRevisionRule({
  id: 'trigger-lock',
  summary: 'Creating or dropping a trigger locks its table.',
  severity: 'hint',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if ((sql.kind !== 'createObject' && sql.kind !== 'drop') || sql.object !== 'trigger') continue;
      if (sql.on === undefined || isNewTable(upgrade, stepIndex, sql.on)) continue;
      const lock = sql.kind === 'drop' ? 'an ACCESS EXCLUSIVE' : 'a SHARE ROW EXCLUSIVE';
      const waits = sql.kind === 'drop' ? 'reads and writes wait' : 'writes wait';
      report({
        span: sql.span,
        message:
          `${sql.kind === 'drop' ? 'DROP' : 'CREATE'} TRIGGER takes ${lock} lock on "${sql.on.name}" until the transaction ends: ` +
          `it is quick, but it waits for running statements, and ${waits} behind it. Set lock_timeout, and do nothing slow after it.`,
      });
    }
  },
});
