// missing-statement-timeout: work over all rows of a table, under a lock, with nothing that stops it.
import { defineRevisionRule } from '../../rule';
import { firstFelt, hasLimit, limitFix } from '../../sessionLimits';
import { lockEffect } from '../../../sql/locks';

export const missingStatementTimeout = defineRevisionRule({
  id: 'missing-statement-timeout',
  summary:
    'Without statement_timeout, a statement that works through a whole table holds its lock however long it takes.',
  severity: 'hint',
  dialects: ['postgresql'],
  check(revision, report) {
    if (revision.isTransactional !== true) return;
    const felt = firstFelt(revision, (operation) => {
      const { work, lock } = lockEffect(operation);
      return (
        (work === 'scan' || work === 'rewrite') && lock !== undefined && lock !== 'SHARE UPDATE EXCLUSIVE'
      );
    });
    if (felt === undefined || hasLimit(revision, 'statement_timeout')) return;
    const { operation, table } = felt;
    report({
      span: operation.span,
      message:
        `This goes through all rows of "${table.name}" under a lock that keeps writers out. Nothing sets statement_timeout, ` +
        'neither this revision nor env.py: on a table that is larger than expected the application stands still until ' +
        "somebody notices. SET LOCAL statement_timeout = '60s' first makes it fail and undo itself instead.",
      fixes: () => limitFix(revision, 'statement_timeout', '60s'),
    });
  },
});
