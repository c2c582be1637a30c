// ADD CONSTRAINT and DROP CONSTRAINT.
import type { CreateConstraint, DropConstraint } from '../../operations/operation';
import { buildConstraint, cutName } from '../build';
import { changeTable, incompleteTable, tableLabel, type Applied, type ApplyContext } from '../change';
import { findConstraint } from '../lookup';
import { conventionName, type ConventionKey } from '../namingConvention';
import type { Schema, SchemaTable } from '../schema';

/** A primary key makes its columns NOT NULL. */
function withKeyColumns(table: SchemaTable, columns: readonly string[]): SchemaTable {
  return {
    ...table,
    columns: table.columns.map((column) =>
      columns.includes(column.name) ? { ...column, nullable: false } : column,
    ),
  };
}

export function applyCreateConstraint(
  schema: Schema,
  operation: CreateConstraint,
  context: ApplyContext,
): Applied {
  return changeTable(schema, operation.table, operation.span, (table) => {
    const constraint = buildConstraint(table, operation.constraint, context);
    const existing = constraint.name === undefined ? undefined : findConstraint(table, constraint.name);
    const added = {
      ...table,
      constraints: [...table.constraints.filter((other) => other !== existing), constraint],
    };
    const next =
      constraint.definition.kind === 'primaryKey' ? withKeyColumns(added, constraint.columns) : added;
    if (!existing) return { table: next };
    const message = `The table ${tableLabel(table)} has a constraint ${String(constraint.name)} already at this point of the history.`;
    return { table: next, problems: [{ span: operation.span, kind: 'already-exists', message }] };
  });
}

const KEYS: Readonly<Record<string, ConventionKey>> = {
  foreignkey: 'fk',
  primary: 'pk',
  unique: 'uq',
  check: 'ck',
};

function droppedName(operation: DropConstraint, context: ApplyContext): string | undefined {
  const key = operation.type === undefined ? undefined : KEYS[operation.type];
  if (key === undefined) {
    return operation.name && cutName(operation.name.text, operation.name.isFinal, context);
  }
  const { name, schema } = operation.table;
  const result = conventionName(context.namingConvention, key, operation.name, {
    table: name,
    schema,
    columns: [],
  });
  return result.kind === 'name' ? cutName(result.text, result.isCut, context) : undefined;
}

export function applyDropConstraint(
  schema: Schema,
  operation: DropConstraint,
  context: ApplyContext,
): Applied {
  const { table: target } = operation;
  const dropped = droppedName(operation, context);
  if (dropped === undefined)
    return { schema: incompleteTable(schema, target.name, target.schema), problems: [] };
  return changeTable(schema, target, operation.span, (table) => {
    const found = findConstraint(table, dropped);
    if (found)
      return { table: { ...table, constraints: table.constraints.filter((other) => other !== found) } };
    // A constraint whose name is not known may be the one that is dropped.
    const isKnown = table.isComplete && table.constraints.every(({ name }) => name !== undefined);
    if (operation.ifExists || !isKnown) return { table };
    const message = `The table ${tableLabel(table)} has no constraint ${dropped} at this point of the history.`;
    return { table, problems: [{ span: operation.span, kind: 'unknown-constraint', message }] };
  });
}
