// Building the next schema from the last one: copies what changes, shares the rest.
import type { Dialect } from '../operations/evaluation';
import type { TableName } from '../operations/operation';
import type { Span } from '../text/span';
import { findTable, objectKey, schemaKey } from './lookup';
import type { EnvironmentOption, NamingConvention } from './namingConvention';
import type {
  Origin,
  Schema,
  SchemaEnum,
  SchemaIndex,
  SchemaObject,
  SchemaProblem,
  SchemaTable,
} from './schema';

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
  const key = schemaKey(table.name, table.schema);
  const indexHolders = withHolder(schema, table, table.indexes);
  return { ...schema, indexHolders, tables: schema.tables.with(key, table) };
}

/** Who holds which index once the table of this name has these indexes. */
function withHolder(
  { tables, indexHolders }: Schema,
  { name: tableName, schema }: TableName,
  indexes: readonly SchemaIndex[],
): Schema['indexHolders'] {
  const key = schemaKey(tableName, schema);
  const before = tables.get(key)?.indexes ?? [];
  if (before === indexes) return indexHolders;
  const indexKey = (name: string): string => schemaKey(name, schema);
  const names = new Set(indexes.map(({ name }) => name));
  const known = new Set(before.map(({ name }) => name));
  let next = indexHolders;
  for (const name of known) {
    if (names.has(name)) continue;
    const others = next.get(indexKey(name))?.filter((holder) => holder !== key) ?? [];
    next = others.length === 0 ? next.without(indexKey(name)) : next.with(indexKey(name), others);
  }
  for (const name of names)
    if (!known.has(name)) next = next.with(indexKey(name), [...(next.get(indexKey(name)) ?? []), key]);
  return next;
}

export function withoutTable(schema: Schema, name: string, schemaName: string | undefined): Schema {
  const indexHolders = withHolder(schema, { name, schema: schemaName }, []);
  return { ...schema, indexHolders, tables: schema.tables.without(schemaKey(name, schemaName)) };
}

export function withEnum(schema: Schema, added: SchemaEnum): Schema {
  return { ...schema, enums: schema.enums.with(schemaKey(added.name, added.schema), added) };
}

export function withoutEnum(schema: Schema, name: string, schemaName: string | undefined): Schema {
  return { ...schema, enums: schema.enums.without(schemaKey(name, schemaName)) };
}

export function withObject(schema: Schema, added: SchemaObject): Schema {
  const key = objectKey(added.kind, added.name, added.schema);
  return { ...schema, objects: schema.objects.with(key, added) };
}

export function withoutObject(
  schema: Schema,
  kind: SchemaObject['kind'],
  name: string,
  schemaName: string | undefined,
): Schema {
  return { ...schema, objects: schema.objects.without(objectKey(kind, name, schemaName)) };
}

/** Absence proves nothing any more, of tables and of what they hold. */
export function incomplete(schema: Schema): Schema {
  const tables = schema.tables.mapped((table) =>
    table.isComplete ? { ...table, isComplete: false } : table,
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
