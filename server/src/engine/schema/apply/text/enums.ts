// CREATE TYPE ... AS ENUM, ADD VALUE and RENAME VALUE. Columns of the type follow it.
import type { SqlType } from '../../../operations/sqlType';
import type { AlterEnumSql, CreateEnumSql } from '../../../sqlText/parsedSql';
import { namedEnum } from '../../build';
import { applied, originOf, withEnum, withTable, type Applied, type ApplyContext } from '../../change';
import { findEnum, schemaKey } from '../../lookup';
import type { Schema, SchemaEnum } from '../../schema';

export function applyCreateEnum(schema: Schema, statement: CreateEnumSql, context: ApplyContext): Applied {
  const { name, labels, span } = statement;
  const made = { name: name.name, schema: name.schema, labels, origin: originOf(context, span) };
  const next = withEnum(schema, made);
  if (!findEnum(schema, name.name, name.schema)) return applied(next);
  const message = `The type ${name.name} exists already at this point of the history.`;
  return applied(next, { span, kind: 'already-exists', message });
}

function changedType(type: SqlType, from: SchemaEnum, to: SchemaEnum): SqlType {
  if (type.kind !== 'type') return type;
  const { item_type: item } = type.arguments;
  if (type.name === 'ARRAY' && item !== null && typeof item === 'object' && 'kind' in item)
    return { ...type, arguments: { ...type.arguments, item_type: changedType(item, from, to) } };
  const place = to.schema === undefined ? {} : { schema: to.schema };
  const labels = { type: 'list' as const, items: to.labels };
  return { ...type, arguments: { ...type.arguments, name: to.name, ...place, labels } };
}

/** Columns whose type is the enum get it in its next form. */
export function withColumnsOfEnum(schema: Schema, from: SchemaEnum, to: SchemaEnum): Schema {
  let next = schema;
  const key = schemaKey(from.name, from.schema);
  for (const table of schema.tables.values()) {
    const columns = table.columns.map((column) => {
      const used = namedEnum(column.type);
      if (!used || !column.type || schemaKey(used.name, used.schema) !== key) return column;
      const type = changedType(column.type, from, to);
      return { ...column, type, definition: { ...column.definition, type } };
    });
    if (columns.some((column, index) => column !== table.columns[index]))
      next = withTable(next, { ...table, columns });
  }
  return next;
}

function nextLabels(labels: readonly string[], { label, oldLabel, place }: AlterEnumSql): readonly string[] {
  if (oldLabel !== undefined) return labels.map((one) => (one === oldLabel ? label : one));
  if (labels.includes(label)) return labels;
  const at = place === undefined ? -1 : labels.indexOf(place.label);
  if (at < 0) return [...labels, label];
  return labels.toSpliced(place?.side === 'after' ? at + 1 : at, 0, label);
}

export function applyAlterEnum(schema: Schema, statement: AlterEnumSql): Applied {
  const found = findEnum(schema, statement.name.name, statement.name.schema);
  if (!found) return applied(schema);
  const next = { ...found, labels: nextLabels(found.labels, statement) };
  return applied(withColumnsOfEnum(withEnum(schema, next), found, next));
}
