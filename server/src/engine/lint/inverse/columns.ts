// Inverses of add_column, drop_column and alter_column.
import { noInverse, statements, type InverseContext, type InverseOf } from './inverse';
import { constraintStatement, indexStatement } from './objects';
import { writeColumn, writeServerDefault, writeType } from '../writing/definitions';
import { writeString } from '../writing/literals';
import { typeText } from '../sqlText';
import type { AlterColumn, TableName } from '../../operations/operation';
import type { KnownType } from '../../operations/sqlType';
import { findTable } from '../../schema/lookup';
import type { SchemaColumn, SchemaTable } from '../../schema/schema';
import { typeFamily, type TypeFamily } from '../../sql/types/family';
import { sqlName } from '../../text/sqlName';

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
  const existing = findTable(context.before, operation.table.name, operation.table.schema);
  const existed = existing?.columns.some(({ name }) => name === operation.column.name) === true;
  if (operation.ifNotExists && existed) return statements();
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
  const isFilled = isSerial(table, column);
  if (isFilled && !isOnlyKey(table, column)) {
    return noInverse(`only as the primary key would ${column.name} get its sequence back`);
  }
  const restored = isFilled
    ? { ...asItStands(column), primaryKey: true, nullable: undefined }
    : asItStands(column);
  const written = writeColumn(restored, context.names);
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

function isOnlyKey(table: SchemaTable, { name }: SchemaColumn): boolean {
  const key = table.constraints.find(({ definition }) => definition.kind === 'primaryKey');
  return key?.columns.length === 1 && key.columns[0] === name;
}

/** An integer that fills itself: only a column that is made as the primary key is printed as SERIAL. */
function isSerial(table: SchemaTable, column: SchemaColumn): boolean {
  if (column.isMadeAsKey !== true) return false;
  if (column.definition.autoincrement === false || column.serverDefault !== undefined) return false;
  const isForeign = table.constraints.some(
    ({ definition, columns }) => definition.kind === 'foreignKey' && columns.includes(column.name),
  );
  return !isForeign && column.type?.kind === 'type' && typeFamily(column.type) === 'integer';
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
    // What the history has may be a type of the project, where the call says it plainly.
    const [type] = [column.type, operation.existingType].flatMap(
      (known) => (known === undefined ? undefined : writeType(known, names)) ?? [],
    );
    const existing = writeType(operation.type, names);
    if (type === undefined || existing === undefined)
      return `the earlier type of ${column.name} cannot be written`;
    parts.push(`type_=${type}`, `existing_type=${existing}`, ...using(operation, column, context));
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

/** USING, where PostgreSQL does not cast on its own: out of text, or between kinds of values. */
function using(operation: AlterColumn, column: SchemaColumn, { dialect }: InverseContext): readonly string[] {
  const { type: current } = operation;
  const target = typeText(column.type, dialect);
  if (dialect !== 'postgresql' || current?.kind !== 'type' || column.type?.kind !== 'type') return [];
  const [from, to] = [typeFamily(current), typeFamily(column.type)];
  const isNumber = (family: TypeFamily): boolean => family === 'integer' || family === 'numeric';
  const isTime = (family: TypeFamily): boolean => family === 'datetime' || family === 'date';
  const isEnum = (type: KnownType): boolean => /^enum$/i.test(type.name);
  const isCastAlone =
    (from === to && !isEnum(column.type)) ||
    (to === 'string' && !isEnum(column.type)) ||
    (isNumber(from) && isNumber(to)) ||
    (isTime(from) && isTime(to));
  if (isCastAlone || target === undefined) return [];
  const name = operation.newName ?? operation.column;
  return [
    `postgresql_using=${writeString(`${sqlName(name)}::${isEnum(column.type) ? 'text::' : ''}${target}`)}`,
  ];
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
