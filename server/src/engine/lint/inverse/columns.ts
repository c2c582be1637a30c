// Inverses of add_column, drop_column and alter_column.
import { noInverse, statements, type InverseContext, type InverseOf } from './inverse';
import { constraintStatement, indexStatement } from './objects';
import { writeColumn, writeServerDefault, writeType } from '../writing/definitions';
import { writeString } from '../writing/literals';
import type { AlterColumn, TableName } from '../../operations/operation';
import { findTable } from '../../schema/lookup';
import type { SchemaColumn, SchemaTable } from '../../schema/schema';

/** The arguments that name the table: none inside a batch. */
export function tableArguments(
  table: TableName,
  context: InverseContext,
): { first: string[]; last: string[] } {
  if (context.isBatch) return { first: [], last: [] };
  return {
    first: [writeString(table.name)],
    last: table.schema === undefined ? [] : [`schema=${writeString(table.schema)}`],
  };
}

export const invertAddColumn: InverseOf<'addColumn'> = (operation, context) => {
  const { first, last } = tableArguments(operation.table, context);
  const parts = [...first, writeString(operation.column.name), ...last];
  return statements(`${context.receiver}.drop_column(${parts.join(', ')})`);
};

export const invertDropColumn: InverseOf<'dropColumn'> = (operation, context) => {
  const table = findTable(context.before, operation.table.name, operation.table.schema);
  const column = table?.columns.find((candidate) => candidate.name === operation.column);
  if (table === undefined || column === undefined) {
    return noInverse(`the definition of ${operation.table.name}.${operation.column} is not in the history`);
  }
  const written = writeColumn(asItStands(column), context.names);
  if (written === undefined) return noInverse(`the type or default of ${column.name} cannot be written`);
  const { first, last } = tableArguments(operation.table, context);
  const lines = [`${context.receiver}.add_column(${[...first, written, ...last].join(', ')})`];
  for (const line of lostWithColumn(table, column.name, context)) {
    if (line === undefined) return noInverse(`a constraint or index of ${column.name} cannot be written`);
    lines.push(line);
  }
  return statements(...lines);
};

/** The definition with the nullability and default the column has at this point; constraints come separately. */
function asItStands(column: SchemaColumn): SchemaColumn['definition'] {
  return {
    ...column.definition,
    type: column.type,
    nullable: column.nullable,
    serverDefault: column.serverDefault,
    comment: column.comment,
    primaryKey: false,
    unique: undefined,
    index: undefined,
    constraints: [],
  };
}

function lostWithColumn(
  table: SchemaTable,
  name: string,
  context: InverseContext,
): readonly (string | undefined)[] {
  const constraints = table.constraints.filter((constraint) => constraint.columns.includes(name));
  const indexes = table.indexes.filter((index) =>
    index.definition.elements.some((element) => element.kind === 'columnName' && element.name === name),
  );
  return [
    ...constraints.map((constraint) => constraintStatement(table, constraint, context)),
    ...indexes.map((index) => indexStatement(table, index, context)),
  ];
}

export const invertAlterColumn: InverseOf<'alterColumn'> = (operation, context) => {
  const table = findTable(context.before, operation.table.name, operation.table.schema);
  const column = table?.columns.find((candidate) => candidate.name === operation.column);
  const parts =
    column === undefined ? fromArguments(operation, context) : fromSchema(operation, column, context);
  if (typeof parts === 'string') return noInverse(parts);
  const { first, last } = tableArguments(operation.table, context);
  const name = operation.newName ?? operation.column;
  const renamed = operation.newName === undefined ? [] : [`new_column_name=${writeString(operation.column)}`];
  const call = [...first, writeString(name), ...renamed, ...parts, ...last];
  return statements(`${context.receiver}.alter_column(${call.join(', ')})`);
};

/** Keyword arguments that bring back what the schema says, or the reason why they cannot be written. */
function fromSchema(
  operation: AlterColumn,
  column: SchemaColumn,
  context: InverseContext,
): string[] | string {
  const { names } = context;
  const parts: string[] = [];
  const current = operation.type ?? column.type;
  if (operation.type !== undefined) {
    const type = column.type === undefined ? undefined : writeType(column.type, names);
    const existing = writeType(operation.type, names);
    if (type === undefined || existing === undefined)
      return `the earlier type of ${column.name} cannot be written`;
    parts.push(`type_=${type}`, `existing_type=${existing}`);
  } else if (current !== undefined) {
    const existing = writeType(current, names);
    if (existing !== undefined) parts.push(`existing_type=${existing}`);
  }
  if (operation.nullable !== undefined) parts.push(`nullable=${column.nullable ? 'True' : 'False'}`);
  if (operation.serverDefault.given) {
    const value =
      column.serverDefault === undefined ? 'None' : writeServerDefault(column.serverDefault, names);
    if (value === undefined) return `the earlier default of ${column.name} cannot be written`;
    parts.push(`server_default=${value}`);
  }
  if (operation.comment.given) {
    parts.push(`comment=${column.comment === undefined ? 'None' : writeString(column.comment)}`);
  }
  return parts;
}

/** Without a schema the existing_* arguments say what was there, as autogenerate writes them. */
function fromArguments(operation: AlterColumn, context: InverseContext): string[] | string {
  const { names } = context;
  const unknown = `what ${operation.column} was before is not in the history`;
  const parts: string[] = [];
  if (operation.type !== undefined) {
    const type = operation.existingType === undefined ? undefined : writeType(operation.existingType, names);
    const existing = writeType(operation.type, names);
    if (type === undefined || existing === undefined) return unknown;
    parts.push(`type_=${type}`, `existing_type=${existing}`);
  } else if (operation.existingType !== undefined) {
    const existing = writeType(operation.existingType, names);
    if (existing !== undefined) parts.push(`existing_type=${existing}`);
  }
  if (operation.nullable !== undefined) parts.push(`nullable=${operation.nullable ? 'False' : 'True'}`);
  if (operation.serverDefault.given) {
    const existing = operation.existingServerDefault;
    if (!existing.given) return unknown;
    const value = existing.value === undefined ? 'None' : writeServerDefault(existing.value, names);
    if (value === undefined) return unknown;
    parts.push(`server_default=${value}`);
  }
  if (operation.comment.given) {
    const comment = operation.existingComment === undefined ? 'None' : writeString(operation.existingComment);
    parts.push(`comment=${comment}`);
  }
  return parts;
}
