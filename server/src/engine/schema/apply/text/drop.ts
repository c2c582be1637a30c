// DROP of SQL text. CASCADE takes along what depends on the object, as far as the schema knows what that is.
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { DropSql, SqlName } from '../../../sqlText/parsedSql';
import {
  applied,
  incomplete,
  withoutEnum,
  withoutObject,
  withoutTable,
  withTable,
  type Applied,
} from '../../change';
import { schemaKey } from '../../lookup';
import type { Schema } from '../../schema';
import type { ApplyOperation } from './applySql';

const place = (schema: string | undefined): string => schemaKey('', schema);

/** The foreign keys of other tables that refer to a dropped one go with it. */
function withoutReferences(schema: Schema, { name, schema: schemaName }: SqlName): Schema {
  let next = schema;
  for (const table of schema.tables.values()) {
    const constraints = table.constraints.filter(({ definition }) => {
      if (definition.kind !== 'foreignKey' || definition.referred.table !== name) return true;
      return place(definition.referred.schema) !== place(schemaName);
    });
    if (constraints.length < table.constraints.length) next = withTable(next, { ...table, constraints });
  }
  return next;
}

/** The schema without anything in a schema of the database. */
function withoutSchema(schema: Schema, name: string): Schema {
  const isInside = (one: { readonly schema: string | undefined }): boolean =>
    place(one.schema) === place(name);
  let rest = withoutObject(schema, 'schema', name, undefined);
  for (const one of schema.tables.values())
    if (isInside(one)) rest = withoutTable(rest, one.name, one.schema);
  for (const one of schema.enums.values()) if (isInside(one)) rest = withoutEnum(rest, one.name, one.schema);
  for (const one of schema.objects.values())
    if (isInside(one)) rest = withoutObject(rest, one.kind, one.name, one.schema);
  return rest;
}

function dropObjects(schema: Schema, { object, names, cascade }: DropSql): Schema {
  switch (object) {
    case 'view':
    case 'materializedView':
    case 'sequence':
    case 'extension': {
      const kind = object;
      const next = names.reduce(
        (done, { name, schema: place }) => withoutObject(done, kind, name, place),
        schema,
      );
      // A view takes only views along; a sequence takes defaults, an extension columns of its types.
      return cascade && (kind === 'sequence' || kind === 'extension') ? incomplete(next) : next;
    }
    case 'schema':
      return names.reduce(
        (done, { name }) =>
          cascade ? withoutSchema(done, name) : withoutObject(done, 'schema', name, undefined),
        schema,
      );
    case 'type': {
      const next = names.reduce((done, { name, schema: place }) => withoutEnum(done, name, place), schema);
      return cascade ? incomplete(next) : next;
    }
    case 'trigger':
    case 'policy':
    case 'rule':
    case 'database':
    case 'role':
      return schema;
    default:
      return cascade ? incomplete(schema) : schema;
  }
}

export function applyDrop(schema: Schema, statement: DropSql, apply: ApplyOperation): Applied {
  const { object, names, cascade } = statement;
  if (object !== 'table' && object !== 'index') return applied(dropObjects(schema, statement));
  const result = sqlOperations(statement).reduce<Applied>((done, operation) => {
    const next = apply(done.schema, operation);
    return { schema: next.schema, problems: [...done.problems, ...next.problems] };
  }, applied(schema));
  if (object !== 'table' || !cascade) return result;
  return { ...result, schema: names.reduce(withoutReferences, result.schema) };
}
