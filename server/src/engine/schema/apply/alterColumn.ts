// ALTER COLUMN: type, nullability, default, comment, name.
import type {
  ColumnDefinition,
  ConstraintDefinition,
  IndexDefinition,
  IndexElement,
} from '../../operations/definition';
import type { AlterColumn, TableName } from '../../operations/operation';
import { changeTable, tableLabel, unknownColumn, withTable, type Applied } from '../change';
import { findColumn } from '../lookup';
import { renamedExpressions, renamedText } from '../renamedText';
import type { Schema, SchemaColumn, SchemaConstraint, SchemaTable } from '../schema';

function altered(column: SchemaColumn, operation: AlterColumn): SchemaColumn {
  const name = operation.newName ?? column.name;
  const type = operation.type ?? column.type;
  const nullable = operation.nullable ?? column.nullable;
  const serverDefault = operation.serverDefault.given ? operation.serverDefault.value : column.serverDefault;
  const comment = operation.comment.given ? operation.comment.value : column.comment;
  const definition: ColumnDefinition = { ...column.definition, name, type, serverDefault, comment };
  return {
    ...column,
    name,
    type,
    nullable,
    serverDefault,
    comment,
    definition: operation.nullable === undefined ? definition : { ...definition, nullable },
  };
}

const renamed = (names: readonly string[], from: string, to: string): readonly string[] =>
  names.map((name) => (name === from ? to : name));

function renameInConstraint<T extends ConstraintDefinition>(definition: T, from: string, to: string): T {
  return 'columns' in definition
    ? { ...definition, columns: renamed(definition.columns, from, to) }
    : definition;
}

function renameElement(element: IndexElement, from: string, to: string): IndexElement {
  const isColumn = element.kind === 'columnName' || element.kind === 'column';
  return isColumn && element.name === from ? { ...element, name: to } : element;
}

/** Keys, indexes, conditions and generated values follow the column to its new name, as they do in the server. */
function renameColumn(table: SchemaTable, from: string, to: string): SchemaTable {
  return {
    ...table,
    columns: table.columns.map((column) => {
      const serverDefault = renamedExpressions(column.serverDefault, from, to);
      if (serverDefault === column.serverDefault) return column;
      return { ...column, serverDefault, definition: { ...column.definition, serverDefault } };
    }),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      columns: renamed(constraint.columns, from, to),
      definition: renamedExpressions(renameInConstraint(constraint.definition, from, to), from, to),
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      definition: renameInIndex(index.definition, from, to),
    })),
  };
}

/** Options that hold names or conditions written as plain strings follow too. */
function renameInIndex(index: IndexDefinition, from: string, to: string): IndexDefinition {
  const { postgresql_where: where, postgresql_include: included } = index.options;
  const names =
    included !== null && typeof included === 'object' && 'items' in included
      ? { ...included, items: included.items.map((item) => (item === from ? to : item)) }
      : included;
  const options = {
    ...index.options,
    ...(typeof where === 'string' ? { postgresql_where: renamedText(where, from, to) } : {}),
    ...(names === undefined ? {} : { postgresql_include: names }),
  };
  const elements = index.elements.map((element) => renameElement(element, from, to));
  return renamedExpressions({ ...index, elements, options } as IndexDefinition, from, to);
}

/** The foreign key with the referred column's new name; the same object where it does not refer to it. */
function renameReferred(
  constraint: SchemaConstraint,
  target: TableName,
  from: string,
  to: string,
): SchemaConstraint {
  const { definition } = constraint;
  if (
    definition.kind !== 'foreignKey' ||
    definition.referred.table !== target.name ||
    (definition.referred.schema ?? 'public') !== (target.schema ?? 'public') ||
    !definition.referred.columns.includes(from)
  ) {
    return constraint;
  }
  const referred = { ...definition.referred, columns: renamed(definition.referred.columns, from, to) };
  return { ...constraint, definition: { ...definition, referred } };
}

/** Foreign keys that refer to the renamed column follow it. */
function renameReferences(schema: Schema, target: TableName, from: string, to: string): Schema {
  let next = schema;
  for (const table of schema.tables.values()) {
    const constraints = table.constraints.map((constraint) => renameReferred(constraint, target, from, to));
    const isChanged = constraints.some((constraint, index) => constraint !== table.constraints[index]);
    if (isChanged) next = withTable(next, { ...table, constraints });
  }
  return next;
}

export function applyAlterColumn(schema: Schema, operation: AlterColumn): Applied {
  const { column: from, newName: to } = operation;
  const result = changeTable(schema, operation.table, operation.span, (table) => {
    const column = findColumn(table, from);
    if (!column) return { table, problems: unknownColumn(table, from, operation.span) };
    const columns = table.columns.map((other) => (other === column ? altered(column, operation) : other));
    const next = { ...table, columns };
    if (to === undefined || to === from) return { table: next };
    if (!findColumn(table, to)) return { table: renameColumn(next, from, to) };
    const message = `The table ${tableLabel(table)} has a column ${to} already at this point of the history.`;
    return { table: next, problems: [{ span: operation.span, kind: 'already-exists', message }] };
  });
  if (to === undefined || to === from || result.problems.length > 0) return result;
  return { ...result, schema: renameReferences(result.schema, operation.table, from, to) };
}
