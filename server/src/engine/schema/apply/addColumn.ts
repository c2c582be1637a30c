// ADD COLUMN with what the column brings along.
import type { AddColumn } from '../../operations/operation';
import { buildColumn, buildConstraint, buildIndex } from '../build';
import { changeTable, tableLabel, type Applied, type ApplyContext } from '../change';
import { findColumn } from '../lookup';
import type { Schema, SchemaConstraint, SchemaTable } from '../schema';
import { buildTable, columnChecks, columnConstraints, columnIndexes } from '../tableModel';
import { asCheck, bringsCheck } from '../typeChecks';

/** Where the new column goes: last, or where batch mode was told to put it. */
function placed(
  table: SchemaTable,
  operation: AddColumn,
  column: SchemaTable['columns'][number],
): SchemaTable['columns'] {
  const before = table.columns.findIndex(({ name }) => name === operation.insertBefore);
  const after = table.columns.findIndex(({ name }) => name === operation.insertAfter);
  const at = before >= 0 ? before : after >= 0 ? after + 1 : table.columns.length;
  return table.columns.toSpliced(at, 0, column);
}

function withConstraints(table: SchemaTable, operation: AddColumn, context: ApplyContext): SchemaTable {
  const { column } = operation;
  const definitions = [
    ...columnChecks(column),
    ...columnConstraints(column).flatMap((constraint) => {
      if (constraint.kind !== 'typeCheck') return [constraint];
      return bringsCheck(constraint, context.dialect) && context.dialect === 'postgresql'
        ? [asCheck(constraint)]
        : [];
    }),
  ];
  const constraints: SchemaConstraint[] = [...table.constraints];
  for (const definition of definitions)
    constraints.push(buildConstraint({ ...table, constraints }, definition, context));
  const indexes = columnIndexes(column).flatMap((index) => buildIndex(table, index, context) ?? []);
  return { ...table, constraints, indexes: [...table.indexes, ...indexes] };
}

export function applyAddColumn(schema: Schema, operation: AddColumn, context: ApplyContext): Applied {
  const { name, schema: schemaName } = operation.table;
  return changeTable(schema, operation.table, operation.span, (table) => {
    const existing = findColumn(table, operation.column.name);
    if (existing && operation.ifNotExists) return { table };
    const model = buildTable(name, schemaName, [operation.column], {}, undefined);
    const [made] = model.columns.map((column) => buildColumn(column, context));
    if (!made) return { table };
    const column = operation.column.primaryKey ? { ...made, isMadeAsKey: true as const } : made;
    const rest = existing ? table.columns.filter((other) => other !== existing) : table.columns;
    const withColumn = { ...table, columns: rest };
    const next = withConstraints(
      { ...withColumn, columns: placed(withColumn, operation, column) },
      operation,
      context,
    );
    if (!existing) return { table: next };
    const message = `The table ${tableLabel(table)} has a column ${column.name} already at this point of the history.`;
    return { table: next, problems: [{ span: operation.span, kind: 'already-exists', message }] };
  });
}
