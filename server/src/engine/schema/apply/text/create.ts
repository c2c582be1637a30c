// CREATE TABLE and CREATE INDEX of SQL text: op's way of doing it, after what only the server knows was filled in.
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition } from '../../../operations/definition';
import type { SqlType } from '../../../operations/sqlType';
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { CreateIndexSql, CreateTableSql } from '../../../sqlText/parsedSql';
import { applied, incompleteTable, type Applied, type ApplyContext } from '../../change';
import { findEnum, findTable, objectKey } from '../../lookup';
import { objectName } from '../../serverNames';
import type { Schema, SchemaTable } from '../../schema';
import type { ApplyOperation } from './applySql';

/** A type that SQL names alone may be an enum of the schema; its labels are known then. */
export function resolveType(schema: Schema, type: SqlType): SqlType {
  if (type.kind !== 'unknownType') {
    const { item_type: item } = type.arguments;
    if (type.name !== 'ARRAY' || item === null || typeof item !== 'object' || !('kind' in item)) return type;
    return { ...type, arguments: { ...type.arguments, item_type: resolveType(schema, item) } };
  }
  const [first = '', second] = type.name.replaceAll('"', '').split('.');
  const found = second === undefined ? findEnum(schema, first, undefined) : findEnum(schema, second, first);
  if (!found) return type;
  const { name, labels, schema: schemaName } = found;
  const place = schemaName === undefined ? {} : { schema: schemaName };
  return {
    kind: 'type',
    module: 'postgresql',
    name: 'ENUM',
    arguments: { name, ...place, labels: { type: 'list', items: labels }, create_type: false },
    variants: {},
    span: type.span,
  };
}

/** REFERENCES t alone means the primary key of t. */
export function resolveReference<T extends ConstraintDefinition>(
  schema: Schema,
  definition: T,
  own: Pick<CreateTableSql, 'table' | 'items'> | undefined,
): T {
  if (definition.kind !== 'foreignKey' || definition.referred.columns.length > 0) return definition;
  const { table, schema: schemaName } = definition.referred;
  const isOwn = own?.table.name === table && (own.table.schema ?? 'public') === (schemaName ?? 'public');
  const columns = isOwn
    ? own.items.flatMap((item) => {
        if (item.kind === 'primaryKey') return item.columns;
        return item.kind === 'column' && item.primaryKey ? [item.name] : [];
      })
    : (findTable(schema, table, schemaName)?.constraints.find((one) => one.definition.kind === 'primaryKey')
        ?.columns ?? []);
  return { ...definition, referred: { ...definition.referred, columns } };
}

/** The column with its enum and the keys it refers to. */
export function resolveColumn(
  schema: Schema,
  column: ColumnDefinition,
  own?: Pick<CreateTableSql, 'table' | 'items'>,
): ColumnDefinition {
  return {
    ...column,
    type: column.type && resolveType(schema, column.type),
    constraints: column.constraints.map((one) => resolveReference(schema, one, own)),
  };
}

export function applySqlCreateTable(
  schema: Schema,
  statement: CreateTableSql,
  context: ApplyContext,
  apply: ApplyOperation,
): Applied {
  // Temporary tables live beside the schema and end with the session.
  if (statement.isTemporary) return applied(schema);
  const items = statement.items.map((item) =>
    item.kind === 'column'
      ? resolveColumn(schema, item, statement)
      : resolveReference(schema, item, statement),
  );
  const { name, schema: schemaName } = statement.table;
  const exists = findTable(schema, name, schemaName) !== undefined;
  const result = sqlOperations({ ...statement, items }).reduce(
    (done, operation) => apply(done.schema, operation),
    applied(schema),
  );
  // IF NOT EXISTS over a schema that is not fully known may have found another table of that name.
  const isKnown = statement.isWhole && !(statement.ifNotExists && !exists && !schema.isComplete);
  if (isKnown || (exists && statement.ifNotExists)) return result;
  return { ...result, schema: incompleteTable(result.schema, name, schemaName) };
}

/** The name PostgreSQL gives to an index that was written without one. */
function chosenName(table: SchemaTable, index: IndexDefinition): string {
  const names = index.elements.map((element) => {
    if (element.kind === 'columnName') return element.name;
    if (element.kind !== 'text') return 'expr';
    return (
      /^(?:"([^"]+)"|(\w+))(?:\s*\(|\s+(?:asc|desc|nulls)\b|$)/i.exec(element.text)?.slice(1).find(Boolean) ??
      'expr'
    );
  });
  const taken = new Set([
    ...table.indexes.map(({ name }) => name),
    ...table.constraints.flatMap(({ name }) => name ?? []),
  ]);
  for (let pass = 0; ; pass++) {
    const name = objectName(table.name, names.join('_').toLowerCase(), pass === 0 ? 'idx' : `idx${pass}`);
    if (!taken.has(name)) return name;
  }
}

export function applySqlCreateIndex(
  schema: Schema,
  statement: CreateIndexSql,
  context: ApplyContext,
  apply: ApplyOperation,
): Applied {
  const { name, schema: schemaName } = statement.table;
  const table = findTable(schema, name, schemaName);
  // An index of a materialized view belongs to nothing the schema holds.
  if (!table && schema.objects.has(objectKey('materializedView', name, schemaName))) return applied(schema);
  if (!table && context.dialect !== 'postgresql') return applied(schema);
  const chosen =
    statement.index.name ?? (table && { text: chosenName(table, statement.index), isFinal: true });
  const index = { ...statement.index, name: chosen };
  return sqlOperations({ ...statement, index }).reduce(
    (done, operation) => apply(done.schema, operation),
    applied(schema),
  );
}
