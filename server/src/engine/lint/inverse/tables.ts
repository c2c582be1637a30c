// Inverses of create_table, drop_table, rename_table and table comments.
import { tableArguments } from './columns';
import { noInverse, statements, type InverseContext, type InverseOf } from './inverse';
import { indexStatement } from './objects';
import { writeColumn, writeConstraint } from '../writing/definitions';
import { writeString } from '../writing/literals';
import type { ConstraintDefinition } from '../../operations/definition';
import type { SqlType } from '../../operations/sqlType';
import { findTable } from '../../schema/lookup';
import type { Schema, SchemaColumn, SchemaConstraint, SchemaTable } from '../../schema/schema';

export const invertCreateTable: InverseOf<'createTable'> = (operation, context) => {
  const existed = findTable(context.before, operation.table.name, operation.table.schema) !== undefined;
  if (operation.ifNotExists && existed) return statements();
  const { first, last } = tableArguments(operation.table, { ...context, isBatch: false });
  const lines = [`${context.names.op}.drop_table(${[...first, ...last].join(', ')})`];
  for (const [key, created] of context.after.enums) {
    if (context.before.enums.has(key)) continue;
    const schema = created.schema === undefined ? '' : `, schema=${writeString(created.schema)}`;
    const type = `${context.names.sa}.Enum(name=${writeString(created.name)}${schema})`;
    lines.push(`${type}.drop(${context.names.op}.get_bind(), checkfirst=True)`);
  }
  return statements(...lines);
};

export const invertDropTable: InverseOf<'dropTable'> = (operation, context) => {
  const table = findTable(context.before, operation.table.name, operation.table.schema);
  if (table === undefined)
    return noInverse(`the definition of ${operation.table.name} is not in the history`);
  if (!table.isComplete)
    return noInverse(`not every change of ${operation.table.name} in the history is known`);
  const items = [
    ...table.columns.map((column) => writeColumn(asTableColumn(column, context), context.names)),
    ...table.constraints.map((constraint) =>
      writeConstraint(asTableConstraint(table, constraint), context.names),
    ),
  ];
  const indexes = table.indexes.map((index) => indexStatement(table, index, { ...context, isBatch: false }));
  if (items.includes(undefined) || indexes.includes(undefined)) {
    return noInverse(`a part of ${operation.table.name} cannot be written`);
  }
  return statements(writeCreateTable(table, items, context), ...indexes.filter((line) => line !== undefined));
};

function writeCreateTable(
  table: SchemaTable,
  items: readonly (string | undefined)[],
  context: InverseContext,
): string {
  const parts = [writeString(table.name), ...items];
  if (table.schema !== undefined) parts.push(`schema=${writeString(table.schema)}`);
  if (table.comment !== undefined) parts.push(`comment=${writeString(table.comment)}`);
  return `${context.names.op}.create_table(\n${parts.map((part) => `    ${part ?? ''},\n`).join('')})`;
}

/** A column inside create_table: its constraints and indexes are written separately. */
function asTableColumn(column: SchemaColumn, context: InverseContext): SchemaColumn['definition'] {
  return {
    ...column.definition,
    type: column.type === undefined ? undefined : existingEnum(column.type, context),
    nullable: column.nullable,
    serverDefault: column.serverDefault,
    comment: column.comment,
    primaryKey: false,
    unique: undefined,
    index: undefined,
    constraints: [],
  };
}

/** drop_table leaves an enum type behind, so create_table must not make it a second time. */
function existingEnum(type: SqlType, { dialect, after }: InverseContext): SqlType {
  if (type.kind !== 'type' || !['Enum', 'ENUM'].includes(type.name) || dialect !== 'postgresql') return type;
  if (!hasEnum(after, type.arguments['name'])) return type;
  const rest = Object.fromEntries(
    Object.entries(type.arguments).filter(([key]) => key !== 'native_enum' && key !== 'inherit_schema'),
  );
  return { ...type, module: 'postgresql', name: 'ENUM', arguments: { ...rest, create_type: false } };
}

function hasEnum(schema: Schema, name: unknown): boolean {
  return [...schema.enums.values()].some((candidate) => candidate.name === name);
}

/** The constraint with its columns and, where the server would choose another name than it has, with its name. */
function asTableConstraint(
  table: SchemaTable,
  { name, definition, columns }: SchemaConstraint,
): ConstraintDefinition {
  const isOwnName = name === undefined || name === definition.name?.text;
  const isChosenAgain = definition.name === undefined && name?.startsWith(`${table.name}_`) === true;
  const kept =
    isOwnName || isChosenAgain ? definition : { ...definition, name: { text: name, isFinal: true } };
  return kept.kind === 'check' || kept.kind === 'exclude' ? kept : { ...kept, columns };
}

export const invertRenameTable: InverseOf<'renameTable'> = (operation, context) => {
  const schema =
    operation.table.schema === undefined ? '' : `, schema=${writeString(operation.table.schema)}`;
  const { op } = context.names;
  return statements(
    `${op}.rename_table(${writeString(operation.newName)}, ${writeString(operation.table.name)}${schema})`,
  );
};

export const invertTableComment: InverseOf<'createTableComment' | 'dropTableComment'> = (
  operation,
  context,
) => {
  const earlier =
    operation.existingComment ??
    findTable(context.before, operation.table.name, operation.table.schema)?.comment;
  const { first, last } = tableArguments(operation.table, context);
  if (earlier === undefined) {
    return statements(`${context.receiver}.drop_table_comment(${[...first, ...last].join(', ')})`);
  }
  return statements(
    `${context.receiver}.create_table_comment(${[...first, writeString(earlier), ...last].join(', ')})`,
  );
};
