// Columns, constraints and indexes as the database will have them, made from what a revision wrote.
import type { ConstraintDefinition, IndexDefinition } from '../operations/definition';
import { madeType } from '../operations/enumType';
import type { SqlType } from '../operations/sqlType';
import { originOf, type ApplyContext } from './change';
import { md5Hex } from './md5';
import { conventionName, type ConventionKey } from './namingConvention';
import type { SchemaColumn, SchemaConstraint, SchemaIndex, SchemaTable } from './schema';
import { conditionColumns, serverName } from './serverNames';
import type { TableColumn } from './tableModel';

const KEYS: Readonly<Record<ConstraintDefinition['kind'], ConventionKey | undefined>> = {
  primaryKey: 'pk',
  unique: 'uq',
  check: 'ck',
  foreignKey: 'fk',
  exclude: undefined,
};

export function buildColumn(column: TableColumn, context: ApplyContext): SchemaColumn {
  const { definition } = column;
  return {
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    serverDefault: definition.serverDefault,
    comment: definition.comment,
    definition,
    origin: originOf(context, definition.span),
  };
}

/** A name as SQLAlchemy sends it: one it made itself is cut to the server's limit. */
export function cutName(text: string, isCut: boolean, context: ApplyContext): string {
  const characters = Array.from(text);
  if (!isCut || context.dialect !== 'postgresql' || characters.length <= 63) return text;
  return `${characters.slice(0, 55).join('')}_${md5Hex(text).slice(-4)}`;
}

/** Columns a constraint is about: for a CHECK those its condition uses, as far as that can be told. */
function constraintColumns(
  table: Pick<SchemaTable, 'columns'>,
  definition: ConstraintDefinition,
): readonly string[] {
  const names = table.columns.map(({ name }) => name);
  if (definition.kind === 'check') return conditionColumns(definition.condition, names) ?? [];
  if (definition.kind !== 'exclude') return definition.columns;
  return definition.elements.flatMap(({ expression }) => conditionColumns(expression, names) ?? []);
}

/** The name in the database: as written, by the naming convention, or as the server chooses. */
function constraintName(
  table: SchemaTable,
  definition: ConstraintDefinition,
  context: ApplyContext,
): string | undefined {
  const key = KEYS[definition.kind];
  const columns = 'columns' in definition ? definition.columns : [];
  const referred = definition.kind === 'foreignKey' ? definition.referred : undefined;
  const object = { table: table.name, schema: table.schema, columns, referred };
  const result =
    key === undefined
      ? definition.name
        ? { kind: 'name' as const, text: definition.name.text, isCut: definition.name.isFinal }
        : { kind: 'unnamed' as const }
      : conventionName(context.namingConvention, key, definition.name, object);
  if (result.kind === 'name') return cutName(result.text, result.isCut, context);
  if (result.kind !== 'unnamed' || context.dialect !== 'postgresql') return undefined;
  const taken = new Set([
    ...table.constraints.flatMap(({ name }) => name ?? []),
    ...table.indexes.map(({ name }) => name),
  ]);
  const names = table.columns.map(({ name }) => name);
  const free = serverName(table.name, definition, names, taken);
  // In a table that is not fully known the name that seems taken may be free again.
  return table.isComplete || free === serverName(table.name, definition, names, new Set()) ? free : undefined;
}

export function buildConstraint(
  table: SchemaTable,
  definition: ConstraintDefinition,
  context: ApplyContext,
): SchemaConstraint {
  return {
    name: constraintName(table, definition, context),
    definition,
    columns: constraintColumns(table, definition),
    origin: originOf(context, definition.span),
  };
}

/** The index with its final name; undefined when the name cannot be known. */
export function buildIndex(
  table: { readonly name: string; readonly schema: string | undefined },
  definition: IndexDefinition,
  context: ApplyContext,
): SchemaIndex | undefined {
  const columns = definition.elements.flatMap((element) => {
    return element.kind === 'columnName' || element.kind === 'column' ? [element.name] : [];
  });
  const result = conventionName(context.namingConvention, 'ix', definition.name, {
    table: table.name,
    schema: table.schema,
    columns,
  });
  if (result.kind !== 'name') return undefined;
  const name = cutName(result.text, result.isCut, context);
  return { name, definition, origin: originOf(context, definition.span) };
}

/** The native enum of a type on PostgreSQL; undefined when there is none, and when a type of the project may be one. */
export function namedEnum(
  type: SqlType | undefined,
):
  | { readonly name: string; readonly schema: string | undefined; readonly labels: readonly string[] }
  | undefined {
  const made = type && madeType(type);
  if (made?.kind !== 'enum') return undefined;
  const { name, schema, labels } = made.type.arguments;
  if (typeof name !== 'string') return undefined;
  const items = labels !== null && typeof labels === 'object' && 'items' in labels ? labels.items : [];
  return {
    name,
    schema: typeof schema === 'string' ? schema : undefined,
    labels: items.flatMap((label) => (typeof label === 'string' ? [label] : [])),
  };
}
