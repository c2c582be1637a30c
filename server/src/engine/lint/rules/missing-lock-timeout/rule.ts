// missing-lock-timeout: a lock is waited for without a limit, and everybody else queues behind the one who waits.
import { defineRevisionRule } from '../../rule';
import { firstFelt, hasLimit, limitFix } from '../../sessionLimits';
import { lockEffect } from '../../../sql/locks';

const FELT: ReadonlySet<string | undefined> = new Set(['SHARE', 'SHARE ROW EXCLUSIVE', 'ACCESS EXCLUSIVE']);

export const missingLockTimeout = defineRevisionRule({
  id: 'missing-lock-timeout',
  summary: 'Without lock_timeout, a revision that waits for a lock makes everybody else wait behind it.',
  severity: 'info',
  dialects: ['postgresql'],
  check(revision, report) {
    if (revision.isTransactional !== true) return;
    const felt = firstFelt(revision, (operation) => FELT.has(lockEffect(operation).lock));
    if (felt === undefined || hasLimit(revision, 'lock_timeout')) return;
    const { operation, table } = felt;
    const { lock = '' } = lockEffect(operation);
    report({
      span: operation.span,
      message:
        `This takes ${lock.startsWith('A') ? 'an' : 'a'} ${lock} lock on "${table.name}". While a long query or an open ` +
        'transaction uses the table, it waits, and every query that comes later waits behind it: the application stands ' +
        'still. Nothing sets lock_timeout, neither this revision nor env.py: let it give up and be tried again, with ' +
        "SET LOCAL lock_timeout = '5s' first.",
      fixes: () => limitFix(revision, 'lock_timeout', '5s'),
    });
  },
});
