// What kind of value a SQLAlchemy type holds: decides SERIAL, literals and casts. How it is printed is in printers.ts.
import type { Literal } from '../../operations/literal';
import type { KnownType, SqlType } from '../../operations/sqlType';
import { UnknownText } from '../signals';

export type TypeFamily =
  | 'string'
  | 'integer'
  | 'numeric'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'time'
  | 'interval'
  | 'binary'
  | 'uuid'
  | 'json'
  | 'array'
  | 'other';

const FAMILY_NAMES: Readonly<Record<Exclude<TypeFamily, 'other'>, string>> = {
  string:
    'String Unicode VARCHAR NVARCHAR CHAR NCHAR Text TEXT UnicodeText CLOB NCLOB Enum ENUM CITEXT ' +
    'TINYTEXT MEDIUMTEXT LONGTEXT SET',
  integer: 'Integer INTEGER INT BigInteger BIGINT SmallInteger SMALLINT TINYINT MEDIUMINT',
  numeric: 'Numeric NUMERIC DECIMAL Float FLOAT Double DOUBLE DOUBLE_PRECISION REAL',
  boolean: 'Boolean BOOLEAN',
  datetime: 'DateTime DATETIME TIMESTAMP',
  date: 'Date DATE',
  time: 'Time TIME',
  interval: 'Interval INTERVAL',
  binary: 'LargeBinary BINARY VARBINARY BLOB BYTEA PickleType TINYBLOB MEDIUMBLOB LONGBLOB',
  uuid: 'Uuid UUID',
  json: 'JSON JSONB',
  array: 'ARRAY',
};

const FAMILIES = new Map<string, TypeFamily>(
  Object.entries(FAMILY_NAMES).flatMap(([family, names]) =>
    names.split(' ').map((name) => [name, family as TypeFamily] as const),
  ),
);

/** The family of a class SQLAlchemy ships; 'other' has no literals and no arithmetic. */
export function typeFamily(type: KnownType): TypeFamily {
  return FAMILIES.get(type.name) ?? 'other';
}

/** The type used by a dialect: its variant where there is one. Stops at a type of the project. */
export function resolveVariant(type: SqlType, dialect: string): KnownType {
  const chosen = type.kind === 'type' ? (type.variants[dialect] ?? type) : type;
  if (chosen.kind === 'unknownType') {
    throw new UnknownText(`the type ${chosen.name} is not known: ${chosen.reason}`, chosen.span);
  }
  return chosen;
}

/** An argument that is plain data, undefined when it is absent, None or a type. */
export function literalArgument(type: KnownType, name: string): Exclude<Literal, null> | undefined {
  const value = type.arguments[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && 'kind' in value) return undefined;
  return value;
}

/** An argument as Python would format it with %s; undefined when absent or None. */
export function argumentText(type: KnownType, name: string): string | undefined {
  const value = literalArgument(type, name);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number') return value.toString();
  throw new UnknownText(`the argument ${name} of ${type.name} is not a plain value`, type.span);
}

/** The labels of an Enum, empty when it was written without any. */
export function enumLabels(type: KnownType): readonly string[] {
  const labels = literalArgument(type, 'labels');
  if (labels === undefined) return [];
  if (typeof labels === 'object' && (labels.type === 'list' || labels.type === 'tuple')) {
    return labels.items.map((label) => {
      if (typeof label !== 'string') throw new UnknownText('a label of the Enum is not a string', type.span);
      return label;
    });
  }
  throw new UnknownText('the labels of the Enum are not known', type.span);
}
