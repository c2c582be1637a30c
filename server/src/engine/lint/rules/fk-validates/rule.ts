// fk-validates: ADD FOREIGN KEY reads the whole table while nobody can write to it or to the one it refers to.
import { hasRows, isInBatch } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { setKeyword, statementOfCall } from '../../writing/calls';
import { fixList, fixWriter } from '../../writing/fix';
import { notValidFix } from '../../writing/notValid';
import type { Fix } from '../../finding';
import type { AddColumn, CreateConstraint } from '../../../operations/operation';

export const fkValidates = defineOperationRule({
  id: 'fk-validates',
  summary: 'Adding a foreign key checks every row while writes to both tables wait.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint', 'addColumn'],
  readsSql: true,
  check(operation, context, report) {
    if (!hasRows(context, operation.table)) return;
    const key =
      operation.kind === 'createConstraint'
        ? operation.constraint
        : operation.column.constraints.find(({ kind }) => kind === 'foreignKey');
    if (key?.kind !== 'foreignKey' || key.options['postgresql_not_valid'] === true) return;
    if (operation.kind === 'addColumn' && operation.inlineReferences) return;
    report({
      span: operation.kind === 'createConstraint' ? operation.span : key.span,
      message:
        `The foreign key takes a SHARE ROW EXCLUSIVE lock on "${operation.table.name}" and "${key.referred.table}" and holds ` +
        `both while every row of "${operation.table.name}" is checked: writes to either wait. ${adviceFor(operation, context)}`,
      fixes: () =>
        fixList(
          operation.kind === 'createConstraint'
            ? notValidFix(operation, context)
            : inlineFix(operation, context),
        ),
    });
  },
});

function adviceFor(operation: AddColumn | CreateConstraint, { sql }: OperationContext): string {
  if (sql !== undefined)
    return 'Add it NOT VALID and run ALTER TABLE ... VALIDATE CONSTRAINT after that is committed.';
  if (operation.kind === 'createConstraint')
    return 'Add it with postgresql_not_valid=True and run ALTER TABLE ... VALIDATE CONSTRAINT after that is committed.';
  if (isEmptyColumn(operation))
    return 'The new column is empty: with inline_references=True (Alembic 1.18.2 or newer) PostgreSQL skips the check.';
  return 'Add the column without it, then op.create_foreign_key with postgresql_not_valid=True, and VALIDATE later.';
}

function isEmptyColumn({ column }: AddColumn): boolean {
  return column.serverDefault === undefined && column.nullable !== false;
}

function inlineFix(operation: AddColumn, context: OperationContext): Fix | undefined {
  const { revision } = context;
  const place = statementOfCall(revision.module, operation.span);
  if (!isEmptyColumn(operation) || place === undefined || isInBatch(context, operation.span))
    return undefined;
  const edit = setKeyword(place.call, revision.source, 'inline_references', 'True');
  return fixWriter(revision).fix('Write REFERENCES inside ADD COLUMN (Alembic 1.18.2)', true, [edit]);
}
