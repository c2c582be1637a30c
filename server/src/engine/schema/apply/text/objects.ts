// CREATE of views, sequences, schemas and extensions.
import type { CreateObjectSql } from '../../../sqlText/parsedSql';
import { applied, originOf, withObject, type Applied, type ApplyContext } from '../../change';
import { objectKey } from '../../lookup';
import type { Schema } from '../../schema';

export function applyCreateObject(
  schema: Schema,
  statement: CreateObjectSql,
  context: ApplyContext,
): Applied {
  const { object, name, ifNotExists, span } = statement;
  if (name === undefined) return applied(schema);
  switch (object) {
    case 'view':
    case 'materializedView':
    case 'sequence':
    case 'schema':
    case 'extension': {
      const key = objectKey(object, name.name, name.schema);
      if (ifNotExists && schema.objects.has(key)) return applied(schema);
      const origin = originOf(context, span);
      return applied(
        withObject(schema, {
          kind: object,
          name: name.name,
          schema: name.schema,
          text: statement.text,
          origin,
        }),
      );
    }
    default:
      return applied(schema);
  }
}
