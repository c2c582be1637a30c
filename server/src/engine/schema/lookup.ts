// Finding things in a schema by name. Names are compared as PostgreSQL stores them: exactly.
import type {
  Schema,
  SchemaColumn,
  SchemaConstraint,
  SchemaEnum,
  SchemaIndex,
  SchemaObject,
  SchemaTable,
} from './schema';
import { SharedMap } from './sharedMap';

/** Nothing exists and that is known: the schema of an empty database. */
export const EMPTY_SCHEMA: Schema = {
  tables: SharedMap.of<SchemaTable>(),
  indexHolders: SharedMap.of<readonly string[]>(),
  enums: SharedMap.of<SchemaEnum>(),
  objects: SharedMap.of<SchemaObject>(),
  isComplete: true,
};

/** The key of a table or enum in its map. `public` and no schema are the same place. */
export function schemaKey(name: string, schema: string | undefined): string {
  return schema === undefined || schema === '' || schema === 'public' ? name : `${schema}\n${name}`;
}

/** The key of a view, sequence, schema or extension in its map. Views and sequences share their names with tables. */
export function objectKey(kind: SchemaObject['kind'], name: string, schema: string | undefined): string {
  const space = kind === 'schema' || kind === 'extension' ? kind : 'relation';
  return `${space}\n${schemaKey(name, schema)}`;
}

/** The table, or undefined. When the schema is not complete, undefined does not prove that there is none. */
export function findTable(
  schema: Schema,
  name: string,
  schemaName: string | undefined,
): SchemaTable | undefined {
  return schema.tables.get(schemaKey(name, schemaName));
}

export function findEnum(
  schema: Schema,
  name: string,
  schemaName: string | undefined,
): SchemaEnum | undefined {
  return schema.enums.get(schemaKey(name, schemaName));
}

export function findColumn(table: SchemaTable, name: string): SchemaColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

export function findConstraint(table: SchemaTable, name: string): SchemaConstraint | undefined {
  return table.constraints.find((constraint) => constraint.name === name);
}

/** An index by name; without a table every table of that database schema is searched. */
export function findIndex(
  schema: Schema,
  name: string,
  schemaName: string | undefined,
): { readonly table: SchemaTable; readonly index: SchemaIndex } | undefined {
  const [holder] = schema.indexHolders.get(schemaKey(name, schemaName)) ?? [];
  const table = holder === undefined ? undefined : schema.tables.get(holder);
  const index = table?.indexes.find((candidate) => candidate.name === name);
  return table && index && { table, index };
}
