// ALTER ... RENAME and SET SCHEMA of SQL text.
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { RenameSql, SetSchemaSql } from '../../../sqlText/parsedSql';
import {
  applied,
  changeTable,
  incomplete,
  withEnum,
  withObject,
  withoutEnum,
  withoutObject,
  withoutTable,
  withTable,
  type Applied,
} from '../../change';
import { findEnum, findIndex, findTable, objectKey, schemaKey } from '../../lookup';
import type { Schema, SchemaObject } from '../../schema';
import type { ApplyOperation } from './applySql';
import { withColumnsOfEnum } from './enums';

function renameConstraint(schema: Schema, { name, part, newName, span }: RenameSql): Applied {
  return changeTable(schema, name, span, (table) => ({
    table: {
      ...table,
      constraints: table.constraints.map((one) => (one.name === part ? { ...one, name: newName } : one)),
    },
  }));
}

/** An index, or the key that is kept by one. */
function renameIndex(schema: Schema, { name, newName }: RenameSql): Schema {
  const found = findIndex(schema, name.name, name.schema);
  if (found) {
    const indexes = found.table.indexes.map((one) => (one === found.index ? { ...one, name: newName } : one));
    return withTable(schema, { ...found.table, indexes });
  }
  const place = schemaKey('', name.schema);
  for (const table of schema.tables.values()) {
    if (schemaKey('', table.schema) !== place) continue;
    const constraint = table.constraints.find((one) => one.name === name.name);
    if (!constraint) continue;
    const constraints = table.constraints.map((one) =>
      one === constraint ? { ...one, name: newName } : one,
    );
    return withTable(schema, { ...table, constraints });
  }
  return schema;
}

function renameEnum(schema: Schema, { name, newName }: RenameSql): Schema {
  const found = findEnum(schema, name.name, name.schema);
  if (!found) return schema;
  const next = { ...found, name: newName };
  return withColumnsOfEnum(withEnum(withoutEnum(schema, name.name, name.schema), next), found, next);
}

function renameObject(schema: Schema, kind: SchemaObject['kind'], { name, newName }: RenameSql): Schema {
  const found = schema.objects.get(objectKey(kind, name.name, name.schema));
  if (!found) return schema;
  return withObject(withoutObject(schema, found.kind, name.name, name.schema), {
    ...found,
    name: newName,
    text: undefined,
  });
}

export function applyRename(schema: Schema, statement: RenameSql, apply: ApplyOperation): Applied {
  const { object, name, ifExists } = statement;
  switch (object) {
    case 'table':
    case 'column': {
      const isKnown = findTable(schema, name.name, name.schema) !== undefined;
      // ALTER TABLE renames views and sequences too.
      if (!isKnown && object === 'table' && schema.objects.has(objectKey('view', name.name, name.schema)))
        return applied(renameObject(schema, 'view', statement));
      if (!isKnown && ifExists) return applied(schema);
      return sqlOperations(statement).reduce(
        (done, operation) => apply(done.schema, operation),
        applied(schema),
      );
    }
    case 'constraint':
      return renameConstraint(schema, statement);
    case 'index':
      return applied(renameIndex(schema, statement));
    case 'type':
      return applied(renameEnum(schema, statement));
    case 'view':
    case 'materializedView':
    case 'sequence':
      return applied(renameObject(schema, object, statement));
    case 'schema':
      return applied(incomplete(schema));
    default:
      return applied(schema);
  }
}

/** Foreign keys follow a table to its new schema. */
function moveTable(schema: Schema, { name, newSchema }: SetSchemaSql): Schema {
  const table = findTable(schema, name.name, name.schema);
  if (!table) return schema;
  const place = newSchema === 'public' ? undefined : newSchema;
  let next = withTable(withoutTable(schema, name.name, name.schema), { ...table, schema: place });
  for (const other of next.tables.values()) {
    const constraints = other.constraints.map((constraint) => {
      const { definition } = constraint;
      const isHere =
        definition.kind === 'foreignKey' &&
        schemaKey(definition.referred.table, definition.referred.schema) ===
          schemaKey(name.name, name.schema);
      if (!isHere) return constraint;
      const referred = { ...definition.referred, schema: place };
      return { ...constraint, definition: { ...definition, referred } };
    });
    if (constraints.some((one, index) => one !== other.constraints[index]))
      next = withTable(next, { ...other, constraints });
  }
  return next;
}

export function applySetSchema(schema: Schema, statement: SetSchemaSql): Applied {
  const { object, name, newSchema } = statement;
  if (object === 'table') return applied(moveTable(schema, statement));
  if (object === 'type') {
    const found = findEnum(schema, name.name, name.schema);
    if (!found) return applied(schema);
    const next = { ...found, schema: newSchema === 'public' ? undefined : newSchema };
    return applied(
      withColumnsOfEnum(withEnum(withoutEnum(schema, name.name, name.schema), next), found, next),
    );
  }
  if (object !== 'view' && object !== 'materializedView' && object !== 'sequence') return applied(schema);
  const found = schema.objects.get(objectKey(object, name.name, name.schema));
  if (!found) return applied(schema);
  return applied(
    withObject(withoutObject(schema, object, name.name, name.schema), {
      ...found,
      schema: newSchema,
      text: undefined,
    }),
  );
}
