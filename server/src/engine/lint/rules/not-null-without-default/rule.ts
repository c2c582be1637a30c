// not-null-without-default: add_column with NOT NULL and nothing to fill the rows that are already there.
import { fixesForColumn } from './fixes';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { ColumnDefinition } from '../../../operations/definition';
import type { AddColumn, TableName } from '../../../operations/operation';
import type { Step } from '../../../operations/step';

export const notNullWithoutDefault = defineOperationRule({
  id: 'not-null-without-default',
  summary: 'A NOT NULL column without a default cannot be added to a table that has rows.',
  severity: 'error',
  on: ['addColumn'],
  check(operation, context, report) {
    if (context.function.direction !== 'upgrade' || !needsValue(operation.column)) return;
    if (isEmptyHere(operation, context)) return;
    const { name } = operation.column;
    const client = operation.column.hasClientDefault
      ? ' `default=` does not help: it works in Python, on new rows, and prints nothing.'
      : '';
    report({
      span: operation.column.span,
      message:
        `Column "${name}" is NOT NULL and has no server default: on a table with rows the database refuses to add ` +
        `it ("column "${name}" of relation "${operation.table.name}" contains null values") and the upgrade ` +
        `stops.${client} Give it a server_default, or add it nullable, fill it, then set NOT NULL.`,
      fixes: fixesForColumn(operation, context),
    });
  },
});

/** True when existing rows would get NULL in a column that forbids it. */
function needsValue(column: ColumnDefinition): boolean {
  const isRequired = column.nullable === false || (column.primaryKey && column.nullable !== true);
  if (!isRequired || column.serverDefault !== undefined) return false;
  return !isSerial(column);
}

/** An integer primary key is printed as SERIAL, which fills itself. */
function isSerial(column: ColumnDefinition): boolean {
  if (!column.primaryKey || column.autoincrement === false || column.type?.kind !== 'type') return false;
  return /^(big|small)?int(eger)?$/i.test(column.type.name);
}

/** The table has no rows at this point: made, or emptied, earlier in the same upgrade(). */
function isEmptyHere(operation: AddColumn, context: OperationContext): boolean {
  return context.function.steps
    .slice(0, context.stepIndex)
    .some(({ step }) => makesTable(step, operation.table) || emptiesTable(step, operation.table));
}

function makesTable(step: Step, table: TableName): boolean {
  if (step.kind === 'operation') {
    const { operation } = step;
    if (operation.kind !== 'createTable') return false;
    return (
      operation.table.name === table.name && operation.table.schema === table.schema && !operation.ifNotExists
    );
  }
  return namesTableBehind(
    step,
    table,
    /\bcreate\s+(?:unlogged\s+|temp(?:orary)?\s+)?table\s+([\w".]{1,200})/gi,
  );
}

function emptiesTable(step: Step, table: TableName): boolean {
  return namesTableBehind(
    step,
    table,
    /\b(?:truncate(?:\s+table)?(?:\s+only)?|delete\s+from)\s+([\w".]{1,200})\s*(?=;|$|cascade|restart)/gi,
  );
}

function namesTableBehind(step: Step, table: TableName, pattern: RegExp): boolean {
  if (step.kind !== 'statement') return false;
  if (step.statement.kind === 'delete') {
    return step.statement.where.length === 0 && step.statement.table.name === table.name;
  }
  if (step.statement.kind !== 'textStatement') return false;
  for (const match of step.statement.text.text.matchAll(pattern)) {
    const name = (match[1] ?? '').replaceAll('"', '').split('.').at(-1);
    if (name?.toLowerCase() === table.name.toLowerCase()) return true;
  }
  return false;
}
