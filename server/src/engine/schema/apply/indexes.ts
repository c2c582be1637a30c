// CREATE INDEX and DROP INDEX.
import type { CreateIndex, DropIndex } from '../../operations/operation';
import { buildIndex, cutName } from '../build';
import { applied, changeTable, incompleteTable, withTable, type Applied, type ApplyContext } from '../change';
import { findIndex } from '../lookup';
import { conventionName } from '../namingConvention';
import type { Schema } from '../schema';

export function applyCreateIndex(schema: Schema, operation: CreateIndex, context: ApplyContext): Applied {
  const { table: name, index: definition } = operation;
  const index = buildIndex(name, definition, context);
  if (!index) return applied(incompleteTable(schema, name.name, name.schema));
  const existing = findIndex(schema, index.name, name.schema);
  if (existing && operation.ifNotExists) return applied(schema);
  return changeTable(schema, name, operation.span, (table) => {
    const indexes = table.indexes.filter((other) => other.name !== index.name);
    const next = { ...table, indexes: [...indexes, index] };
    if (!existing) return { table: next };
    const message = `The index ${index.name} exists already at this point of the history.`;
    return { table: next, problems: [{ span: operation.span, kind: 'already-exists', message }] };
  });
}

export function applyDropIndex(schema: Schema, operation: DropIndex, context: ApplyContext): Applied {
  const schemaName = operation.schema ?? operation.table?.schema;
  const result = conventionName(context.namingConvention, 'ix', operation.name, {
    table: operation.table?.name ?? 'no_table',
    schema: schemaName,
    columns: ['x'],
  });
  const name = result.kind === 'name' ? cutName(result.text, result.isCut, context) : operation.name.text;
  const found = findIndex(schema, name, schemaName);
  if (found) {
    const indexes = found.table.indexes.filter((index) => index !== found.index);
    return applied(withTable(schema, { ...found.table, indexes }));
  }
  const isKnown = schema.isComplete && [...schema.tables.values()].every((table) => table.isComplete);
  if (operation.ifExists || !isKnown) return applied(schema);
  return applied(schema, {
    span: operation.span,
    kind: 'unknown-index',
    message: `The index ${name} does not exist at this point of the history.`,
  });
}
