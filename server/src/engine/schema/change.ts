// Building the next schema from the last one: copies what changes, shares the rest.
import type { Dialect } from '../operations/evaluation';
import type { TableName } from '../operations/operation';
import type { Span } from '../text/span';
import { findTable, objectKey, schemaKey } from './lookup';
import type { EnvironmentOption, NamingConvention } from './namingConvention';
import type { Origin, Schema, SchemaEnum, SchemaObject, SchemaProblem, SchemaTable } from './schema';

/** What applying a step needs to know besides the schema. */
export interface ApplyContext {
  readonly dialect: Dialect;
  /** The revision the step belongs to; undefined gives what it makes no origin. */
  readonly revision: string | undefined;
  readonly namingConvention: EnvironmentOption<NamingConvention>;
}

/** The next schema, and what did not fit the one before. */
export interface Applied {
  readonly schema: Schema;
  readonly problems: readonly SchemaProblem[];
}

export function applied(schema: Schema, ...problems: readonly SchemaProblem[]): Applied {
  return { schema, problems };
}

export function originOf(context: ApplyContext, span: Span): Origin | undefined {
  return context.revision === undefined ? undefined : { revision: context.revision, span };
}

/** Adds the table or replaces the one of that name. */
export function withTable(schema: Schema, table: SchemaTable): Schema {
  return { ...schema, tables: new Map(schema.tables).set(schemaKey(table.name, table.schema), table) };
}

export function withoutTable(schema: Schema, name: string, schemaName: string | undefined): Schema {
  const tables = new Map(schema.tables);
  tables.delete(schemaKey(name, schemaName));
  return { ...schema, tables };
}

export function withEnum(schema: Schema, added: SchemaEnum): Schema {
  return { ...schema, enums: new Map(schema.enums).set(schemaKey(added.name, added.schema), added) };
}

export function withoutEnum(schema: Schema, name: string, schemaName: string | undefined): Schema {
  const enums = new Map(schema.enums);
  enums.delete(schemaKey(name, schemaName));
  return { ...schema, enums };
}

export function withObject(schema: Schema, added: SchemaObject): Schema {
  const key = objectKey(added.kind, added.name, added.schema);
  return { ...schema, objects: new Map(schema.objects).set(key, added) };
}

export function withoutObject(
  schema: Schema,
  kind: SchemaObject['kind'],
  name: string,
  schemaName: string | undefined,
): Schema {
  const objects = new Map(schema.objects);
  objects.delete(objectKey(kind, name, schemaName));
  return { ...schema, objects };
}

/** Absence proves nothing any more, of tables and of what they hold. */
export function incomplete(schema: Schema): Schema {
  const tables = new Map(
    [...schema.tables].map(([key, table]) => [
      key,
      table.isComplete ? { ...table, isComplete: false } : table,
    ]),
  );
  return { ...schema, tables, isComplete: false };
}

/** What one table holds is not known any more; one that was not known at all leaves the whole incomplete. */
export function incompleteTable(schema: Schema, name: string, schemaName: string | undefined): Schema {
  const table = findTable(schema, name, schemaName);
  if (!table) return { ...schema, isComplete: false };
  return table.isComplete ? withTable(schema, { ...table, isComplete: false }) : schema;
}

/** `s.t`, for messages. */
export function tableLabel(table: TableName): string {
  return table.schema ? `${table.schema}.${table.name}` : table.name;
}

/** Changes a table that has to be there; when it is not, the change is lost and said so where that is certain. */
export function changeTable(
  schema: Schema,
  name: TableName,
  span: Span,
  change: (table: SchemaTable) => {
    readonly table: SchemaTable;
    readonly problems?: readonly SchemaProblem[];
  },
): Applied {
  const table = findTable(schema, name.name, name.schema);
  if (!table) return applied(schema, ...unknownTable(schema, name, span));
  const { table: next, problems = [] } = change(table);
  return { schema: next === table ? schema : withTable(schema, next), problems };
}

/** The problem of a missing table; none where absence proves nothing. */
export function unknownTable(schema: Schema, name: TableName, span: Span): readonly SchemaProblem[] {
  if (!schema.isComplete) return [];
  const message = `The table ${tableLabel(name)} does not exist at this point of the history.`;
  return [{ span, kind: 'unknown-table', message }];
}

/** The problem of a missing column; none where the table is not fully known. */
export function unknownColumn(table: SchemaTable, column: string, span: Span): readonly SchemaProblem[] {
  if (!table.isComplete) return [];
  const message = `The table ${tableLabel(table)} has no column ${column} at this point of the history.`;
  return [{ span, kind: 'unknown-column', message }];
}
