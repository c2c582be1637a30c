// exclusion-constraint: there is no way to add one without building its index under the lock.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const exclusionConstraint = defineOperationRule({
  id: 'exclusion-constraint',
  summary: 'Adding an exclusion constraint reads every row while the table is locked for everyone.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint'],
  readsSql: true,
  check({ table, constraint, span }, context, report) {
    if (constraint.kind !== 'exclude' || !hasRows(context, table)) return;
    report({
      span,
      message:
        `The exclusion constraint takes an ACCESS EXCLUSIVE lock on "${table.name}" and builds its index under it. PostgreSQL ` +
        'has neither NOT VALID nor USING INDEX for it: look for rows that exclude each other before, set lock_timeout, ' +
        'and run the revision when the table may be locked, or fill a new table that has the constraint from the start.',
    });
  },
});
