// fk-validates: ADD FOREIGN KEY reads the whole table while nobody can write to it or to the one it refers to.
import { hasRows, isInBatch } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { setKeyword, statementOfCall } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { notValidFix } from '../../writing/notValid';
import type { Fix } from '../../finding';

export const fkValidates = defineOperationRule({
  id: 'fk-validates',
  summary: 'Adding a foreign key checks every row while writes to both tables wait.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint', 'addColumn'],
  check(operation, context, report) {
    if (!hasRows(context, operation.table)) return;
    const key =
      operation.kind === 'createConstraint'
        ? operation.constraint
        : operation.column.constraints.find(({ kind }) => kind === 'foreignKey');
    if (key?.kind !== 'foreignKey' || key.options['postgresql_not_valid'] === true) return;
    if (operation.kind === 'addColumn' && operation.inlineReferences) return;
    const fixes: Fix[] = [];
    let advice =
      'Add it with postgresql_not_valid=True and run ALTER TABLE ... VALIDATE CONSTRAINT after that is committed.';
    if (operation.kind === 'createConstraint') {
      const fix = notValidFix(operation, context);
      if (fix !== undefined) fixes.push(fix);
    } else if (operation.column.serverDefault === undefined && operation.column.nullable !== false) {
      advice =
        'The new column is empty: with inline_references=True (Alembic 1.18.2 or newer) PostgreSQL skips the check.';
      const place = statementOfCall(context.revision.module, operation.span);
      if (place !== undefined && !isInBatch(context, operation.span)) {
        const edit = setKeyword(place.call, context.revision.source, 'inline_references', 'True');
        fixes.push(
          fixWriter(context.revision).fix('Write REFERENCES inside ADD COLUMN (Alembic 1.18.2)', true, [
            edit,
          ]),
        );
      }
    } else {
      advice =
        'Add the column without it, then op.create_foreign_key with postgresql_not_valid=True, and VALIDATE later.';
    }
    report({
      span: operation.kind === 'createConstraint' ? operation.span : key.span,
      message:
        `The foreign key takes a SHARE ROW EXCLUSIVE lock on "${operation.table.name}" and "${key.referred.table}" and holds ` +
        `both while every row of "${operation.table.name}" is checked: writes to either wait. ${advice}`,
      fixes,
    });
  },
});
