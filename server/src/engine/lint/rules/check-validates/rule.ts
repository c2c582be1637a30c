// check-validates: ADD CHECK reads the whole table while nobody can read or write it.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { notValidFix } from '../../writing/notValid';
import { fixList } from '../../writing/fix';

export const checkValidates = defineOperationRule({
  id: 'check-validates',
  summary: 'Adding a CHECK constraint reads every row while the table is locked.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint'],
  readsSql: true,
  check(operation, context, report) {
    const { table, constraint, span } = operation;
    if (constraint.kind !== 'check' || constraint.options['postgresql_not_valid'] === true) return;
    if (!hasRows(context, table)) return;
    report({
      span,
      message:
        `The CHECK takes an ACCESS EXCLUSIVE lock on "${table.name}" and holds it while every row is read: nobody can read ` +
        'or write the table, and one row that breaks it stops the upgrade. Add it ' +
        `${context.sql === undefined ? 'with postgresql_not_valid=True' : 'NOT VALID'} and run ` +
        'ALTER TABLE ... VALIDATE CONSTRAINT after that is committed.',
      fixes: () => fixList(notValidFix(operation, context)),
    });
  },
});
