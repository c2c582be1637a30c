// A value that a column of a given type can be filled with where nobody says which, for fixes that have to put something.
import { writeString } from './literals';
import type { ModuleNames } from './names';
import type { SqlType } from '../../operations/sqlType';

/** A value that every row can have, in Python for server_default and in SQL; undefined where none is neutral. */
export function neutralValue(
  type: SqlType | undefined,
  { sa }: ModuleNames,
): { readonly python: string; readonly sql: string } | undefined {
  if (type?.kind !== 'type') return undefined;
  switch (type.name.toLowerCase()) {
    case 'boolean':
      return { python: `${sa}.false()`, sql: 'false' };
    case 'integer':
    case 'biginteger':
    case 'smallinteger':
    case 'bigint':
    case 'smallint':
    case 'float':
    case 'double':
    case 'double_precision':
    case 'real':
    case 'numeric':
    case 'decimal':
      return { python: "'0'", sql: '0' };
    case 'string':
    case 'varchar':
    case 'unicode':
    case 'text':
    case 'unicodetext':
    case 'citext':
      return { python: "''", sql: "''" };
    case 'datetime':
    case 'timestamp':
      return { python: `${sa}.func.now()`, sql: 'now()' };
    case 'json':
    case 'jsonb':
      return { python: "'{}'", sql: "'{}'" };
    case 'enum':
      return firstLabel(type.arguments['labels']);
    default:
      return undefined;
  }
}

function firstLabel(labels: unknown): { readonly python: string; readonly sql: string } | undefined {
  const items = typeof labels === 'object' && labels !== null && 'items' in labels ? labels.items : undefined;
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== 'string') return undefined;
  return { python: writeString(first), sql: `'${first.replaceAll("'", "''")}'` };
}
