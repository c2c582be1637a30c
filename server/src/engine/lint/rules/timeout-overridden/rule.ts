// timeout-overridden: the limit that keeps a waiting or slow statement from stopping the application is turned off.
import { isOutsideTransaction, parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

const LIMITS: Readonly<Record<string, string>> = {
  lock_timeout: 'wait for a lock, with everybody else in the queue behind it',
  statement_timeout: 'run, and hold its locks,',
};

export const timeoutOverridden = defineRevisionRule({
  id: 'timeout-overridden',
  summary: 'A revision that sets a timeout to 0 may keep the application waiting for ever.',
  severity: 'warning',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'set' || sql.isReset || isOutsideTransaction(upgrade, stepIndex)) continue;
      const effect = LIMITS[sql.name];
      const isZero = /^0+\s*(?:us|ms|s|min|h|d)?$/i.test(sql.values[0] ?? '');
      if (effect === undefined || !isZero) continue;
      report({
        span: sql.span,
        message:
          `${sql.name} = 0 turns the limit off: a statement may ${effect} without end. Set a limit that this revision needs, ` +
          `SET LOCAL ${sql.name} = '30s' for example, or run slow work in an autocommit block.`,
      });
    }
  },
});
