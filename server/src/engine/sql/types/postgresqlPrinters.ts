// PostgreSQL's own type names, by class name; over the generic table.
import { isFlagSet, type SqlType } from '../../operations/sqlType';
import type { Compilation } from '../compilation';
import type { TypePrinter } from '../dialects/dialect';
import { quote } from '../identifiers';
import { compileError, UnknownText } from '../signals';
import { argumentText } from './family';
import { enumAsVarchar, printType } from './printers';

const PLAIN =
  'BYTEA CIDR CITEXT DATEMULTIRANGE DATERANGE HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE ' +
  'JSONB JSONPATH MACADDR MACADDR8 MONEY NUMMULTIRANGE NUMRANGE OID REGCLASS REGCONFIG TSMULTIRANGE TSQUERY TSRANGE ' +
  'TSTZMULTIRANGE TSTZRANGE TSVECTOR';

const plain =
  (name: string): TypePrinter =>
  () =>
    name;

const withTimeZone =
  (name: string): TypePrinter =>
  (type) => {
    const precision = type.module === 'postgresql' ? argumentText(type, 'precision') : undefined;
    const size = precision === undefined ? '' : `(${precision})`;
    return `${name}${size} ${isFlagSet(type, 'timezone', false) ? 'WITH' : 'WITHOUT'} TIME ZONE`;
  };

const float: TypePrinter = (type) => {
  const precision = argumentText(type, 'precision');
  return precision === undefined || precision === '0' ? 'FLOAT' : `FLOAT(${precision})`;
};

const interval: TypePrinter = (type) => {
  const fields = argumentText(type, 'fields');
  // The generic Interval calls its precision second_precision.
  const precision = argumentText(type, type.name === 'Interval' ? 'second_precision' : 'precision');
  return `INTERVAL${fields === undefined ? '' : ` ${fields}`}${precision === undefined ? '' : ` (${precision})`}`;
};

const bit: TypePrinter = (type) => {
  if (type.module !== 'postgresql') throw new UnknownText(`${type.module}.BIT is not rendered`, type.span);
  const length = argumentText(type, 'length');
  if (!isFlagSet(type, 'varying', false)) return `BIT(${length ?? '1'})`;
  return length === undefined ? 'BIT VARYING' : `BIT VARYING(${length})`;
};

const array: TypePrinter = (type, compilation) => {
  const item = type.arguments.item_type;
  if (item === null || typeof item !== 'object' || !('kind' in item)) {
    throw new UnknownText('the item type of the ARRAY is not known', type.span);
  }
  const dimensions = Number(argumentText(type, 'dimensions') ?? '1');
  const inner = printType(compilation, item);
  return inner.replace(/((?: COLLATE.*)?)$/, (collate) => `${'[]'.repeat(dimensions)}${collate}`);
};

/** The quoted name of an ENUM or DOMAIN with its schema. */
export function namedType(
  compilation: Compilation,
  className: string,
  name: string | undefined,
  schema: string | undefined,
): string {
  if (!name) throw compileError(`PostgreSQL ${className} type requires a name.`);
  const prefix = schema === undefined ? '' : `${quote(compilation, schema)}.`;
  return `${prefix}${quote(compilation, name)}`;
}

const enumeration: TypePrinter = (type, compilation) => {
  if (type.name === 'Enum' && !isFlagSet(type, 'native_enum', true)) return enumAsVarchar(type, compilation);
  if (type.module === 'mysql') throw new UnknownText('mysql.ENUM is not rendered', type.span);
  return namedType(compilation, type.name, argumentText(type, 'name'), argumentText(type, 'schema'));
};

const domain: TypePrinter = (type, compilation) =>
  namedType(compilation, 'DOMAIN', argumentText(type, 'name'), argumentText(type, 'schema'));

export const POSTGRESQL_PRINTERS: Readonly<Record<string, TypePrinter>> = {
  ...Object.fromEntries(PLAIN.split(' ').map((name) => [name, plain(name)])),
  DateTime: withTimeZone('TIMESTAMP'),
  TIMESTAMP: withTimeZone('TIMESTAMP'),
  Time: withTimeZone('TIME'),
  TIME: withTimeZone('TIME'),
  Double: plain('DOUBLE PRECISION'),
  Float: float,
  FLOAT: float,
  Interval: interval,
  INTERVAL: interval,
  LargeBinary: plain('BYTEA'),
  PickleType: plain('BYTEA'),
  BIT: bit,
  ARRAY: array,
  Enum: enumeration,
  ENUM: enumeration,
  DOMAIN: domain,
};

/** A type with the schema of the table in place where the Enum inherits it (also inside ARRAY). */
export function withInheritedSchema(type: SqlType, schema: string | undefined): SqlType {
  if (type.kind !== 'type') return type;
  if (type.name === 'ARRAY') {
    const item = type.arguments.item_type;
    if (item === null || typeof item !== 'object' || !('kind' in item)) return type;
    return { ...type, arguments: { ...type.arguments, item_type: withInheritedSchema(item, schema) } };
  }
  if ((type.name !== 'Enum' && type.name !== 'ENUM') || !isFlagSet(type, 'inherit_schema', false))
    return type;
  return { ...type, arguments: { ...type.arguments, schema: schema ?? null } };
}
