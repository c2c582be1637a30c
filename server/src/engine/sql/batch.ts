// op.batch_alter_table: the recorded operations as ALTER forms, or the table made anew (batchRecreate.ts).
import type { AddColumn, BatchAlterTable, Operation } from '../operations/operation';
import type { Step, StatementStep } from '../operations/step';
import { bringsCheck } from '../schema/typeChecks';
import { columnConstraints } from '../schema/tableModel';
import { recreateTable } from './batchRecreate';
import type { Compilation } from './compilation';
import type { Printed } from './createTable';
import { RaisedError, UnknownText } from './signals';

/** Prints what is recorded one by one; handed in, because it prints batches too. */
export interface BatchPrinter {
  readonly operation: (operation: Operation) => Iterable<Printed>;
  readonly statement: (step: StatementStep) => string;
}

/** Alembic's rule for SQLite: what ADD COLUMN of SQLite cannot do makes the table anew. */
function columnNeedsRecreate(compilation: Compilation, { column }: AddColumn): boolean {
  const value = column.serverDefault;
  if (value?.kind === 'expression') return true;
  if (value?.kind === 'computed' && value.persisted) return true;
  return columnConstraints(column).some(
    (constraint) => constraint.kind !== 'typeCheck' || bringsCheck(constraint, compilation.dialect.name),
  );
}

function needsRecreate(compilation: Compilation, operation: Operation): boolean {
  if (operation.kind === 'addColumn') return columnNeedsRecreate(compilation, operation);
  return operation.kind !== 'createIndex' && operation.kind !== 'dropIndex';
}

function isRecreated(
  compilation: Compilation,
  batch: BatchAlterTable,
  operations: readonly Operation[],
): boolean {
  if (batch.recreate !== 'auto') return batch.recreate === 'always';
  if (compilation.dialect.name !== 'sqlite') return false;
  return operations.some((operation) => needsRecreate(compilation, operation));
}

function checkPlacement(
  compilation: Compilation,
  batch: BatchAlterTable,
  operations: readonly Operation[],
): void {
  operations.forEach((operation, index) => {
    if (operation.kind !== 'addColumn' || (!operation.insertBefore && !operation.insertAfter)) return;
    if (isRecreated(compilation, batch, operations.slice(0, index))) return;
    throw new RaisedError(
      'CommandError',
      "Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'",
    );
  });
}

function noCopy(compilation: Compilation, batch: BatchAlterTable): Error {
  if (compilation.options.mode === 'online') {
    return new UnknownText('the table is read from the database and made anew', batch.span);
  }
  return new RaisedError(
    'CommandError',
    `This operation cannot proceed in --sql mode; batch mode with dialect ${compilation.dialect.name} requires a live ` +
      `database connection with which to reflect the table "${batch.table.name}". To generate a batch SQL migration ` +
      'script using table "move and copy", a complete Table object should be passed to the "copy_from" argument of ' +
      'the batch_alter_table() method so that table reflection can be skipped.',
  );
}

/** Everything a batch prints. SQL given to execute() inside it runs at once, the rest when the batch closes. */
export function* batchAlterTable(
  compilation: Compilation,
  batch: BatchAlterTable,
  printer: BatchPrinter,
): Generator<Printed> {
  const operations: Operation[] = [];
  for (const step of batch.steps) {
    if (step.kind === 'operation') operations.push(step.operation);
    else if (step.kind === 'statement') yield { text: printer.statement(step), source: 'statement' };
    else throw new UnknownText(reasonOf(step), step.span);
  }
  checkPlacement(compilation, batch, operations);
  if (isRecreated(compilation, batch, operations)) {
    if (!batch.copyFrom) throw noCopy(compilation, batch);
    yield* recreateTable(compilation, batch, batch.copyFrom, operations);
    return;
  }
  for (const operation of operations) {
    for (const printed of printer.operation(operation)) {
      yield { source: operation.kind, ...printed };
    }
  }
}

function reasonOf(step: Exclude<Step, { kind: 'operation' | 'statement' }>): string {
  return step.kind === 'opaque' ? step.reason : 'this cannot stand inside a batch';
}
