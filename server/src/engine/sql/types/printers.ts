// How types are printed by SQLAlchemy's generic type compiler. What a dialect prints differently is in its own table.
import { isFlagSet, type KnownType, type SqlType } from '../../operations/sqlType';
import type { Compilation } from '../compilation';
import type { TypePrinter } from '../dialects/dialect';
import { BACKGROUND, compileError, RaisedError, UnknownText } from '../signals';
import { argumentText, enumLabels, literalArgument, resolveVariant } from './family';

/** `VARCHAR(10) COLLATE "x"`. A length of 0 or None is left out, the collation is always quoted. */
function stringType(name: string, length: string | undefined, collation: string | undefined): string {
  const size = length === undefined || length === '0' ? '' : `(${length})`;
  return `${name}${size}${collation ? ` COLLATE "${collation}"` : ''}`;
}

const string =
  (name: string): TypePrinter =>
  (type) =>
    stringType(name, argumentText(type, 'length'), argumentText(type, 'collation'));

const plain =
  (name: string): TypePrinter =>
  () =>
    name;

const numeric =
  (name: string): TypePrinter =>
  (type) => {
    const precision = argumentText(type, 'precision');
    const scale = argumentText(type, 'scale');
    if (precision === undefined) return name;
    return scale === undefined ? `${name}(${precision})` : `${name}(${precision}, ${scale})`;
  };

const sized =
  (name: string): TypePrinter =>
  (type) => {
    const length = argumentText(type, 'length');
    return length === undefined || length === '0' ? name : `${name}(${length})`;
  };

/** An Enum that is not native: as long as its longest label unless a length is given. */
export const enumAsVarchar: TypePrinter = (type) => {
  const longest = Math.max(0, ...enumLabels(type).map((label) => Array.from(label).length));
  const given = literalArgument(type, 'length');
  if (given !== undefined && typeof given !== 'bigint') {
    throw new UnknownText('the length of the Enum is not a plain number', type.span);
  }
  if (given !== undefined && given < longest) {
    throw new RaisedError(
      'ValueError',
      `When provided, length must be larger or equal than the length of the longest enum value. ${given} < ${longest}`,
    );
  }
  // length=None, unlike no length at all, leaves the length out.
  if (type.arguments['length'] === null) return stringType('VARCHAR', undefined, undefined);
  return stringType('VARCHAR', given === undefined ? longest.toString() : given.toString(), undefined);
};

const uuid: TypePrinter = (type, { dialect }) =>
  dialect.hasNativeUuid && isFlagSet(type, 'native_uuid', true) ? 'UUID' : 'CHAR(32)';

const PLAIN = 'BIGINT BLOB BOOLEAN DATE DATETIME DOUBLE FLOAT INTEGER JSON REAL SMALLINT TIME TIMESTAMP UUID';

/** By class name. A class that is in neither table cannot be rendered by the dialect. */
export const GENERIC_PRINTERS: Readonly<Record<string, TypePrinter>> = {
  ...Object.fromEntries(PLAIN.split(' ').map((name) => [name, plain(name)])),
  INT: plain('INTEGER'),
  Integer: plain('INTEGER'),
  BigInteger: plain('BIGINT'),
  SmallInteger: plain('SMALLINT'),
  Boolean: plain('BOOLEAN'),
  Date: plain('DATE'),
  DateTime: plain('DATETIME'),
  Time: plain('TIME'),
  Double: plain('DOUBLE'),
  DOUBLE_PRECISION: plain('DOUBLE PRECISION'),
  Float: plain('FLOAT'),
  Numeric: numeric('NUMERIC'),
  NUMERIC: numeric('NUMERIC'),
  DECIMAL: numeric('DECIMAL'),
  String: string('VARCHAR'),
  Unicode: string('VARCHAR'),
  VARCHAR: string('VARCHAR'),
  NVARCHAR: string('NVARCHAR'),
  CHAR: string('CHAR'),
  NCHAR: string('NCHAR'),
  Text: string('TEXT'),
  UnicodeText: string('TEXT'),
  TEXT: string('TEXT'),
  CLOB: plain('CLOB'),
  NCLOB: plain('NCLOB'),
  BINARY: sized('BINARY'),
  VARBINARY: sized('VARBINARY'),
  LargeBinary: plain('BLOB'),
  PickleType: plain('BLOB'),
  Uuid: uuid,
  Enum: enumAsVarchar,
  ENUM: enumAsVarchar,
};

/** Types whose class of the same name in another module prints like the generic one. */
const FOREIGN_MODULES: Readonly<Record<string, ReadonlySet<string>>> = {
  mysql: new Set(
    (
      'BIGINT BINARY BLOB BOOLEAN CHAR DATE DATETIME DECIMAL DOUBLE FLOAT INTEGER JSON NCHAR NUMERIC NVARCHAR ' +
      'REAL SMALLINT TEXT TIME TIMESTAMP VARBINARY VARCHAR TINYINT MEDIUMINT LONGTEXT MEDIUMTEXT TINYTEXT ' +
      'LONGBLOB MEDIUMBLOB TINYBLOB YEAR'
    ).split(' '),
  ),
  sqlite: new Set(
    'BIGINT BLOB BOOLEAN CHAR DECIMAL FLOAT INTEGER JSON NUMERIC REAL SMALLINT TEXT TIMESTAMP VARCHAR'.split(
      ' ',
    ),
  ),
  mssql: new Set(),
  oracle: new Set(),
};

/** SQLAlchemy's own words for a type the dialect has no text for. */
function unsupported(type: KnownType, compilation: Compilation): RaisedError {
  const compiler = `<${compilation.dialect.typeCompilerName} object at 0x0>`;
  return new RaisedError(
    'UnsupportedCompilationError',
    `Compiler ${compiler} can't render element of type ${type.name}${BACKGROUND}`,
  );
}

/** SQLite's own date and time classes behave like the generic ones unless they change the storage format. */
function withoutStorageFormat(type: KnownType): KnownType {
  const generic = { DATETIME: 'DateTime', DATE: 'Date', TIME: 'Time' }[type.name];
  if (type.module !== 'sqlite' || generic === undefined) return type;
  if (Object.keys(type.arguments).some((name) => name !== 'timezone')) {
    throw new UnknownText(`sqlite.${type.name} with a storage format is not rendered`, type.span);
  }
  return { ...type, module: 'sqlalchemy', name: generic };
}

/** The text of a type, variants resolved. `undefined` is SQLAlchemy's NullType: a column written without a type. */
export function printType(compilation: Compilation, type: SqlType | undefined): string {
  if (!type) {
    throw compileError("Can't generate DDL for NullType(); did you forget to specify a type on this Column?");
  }
  const { dialect } = compilation;
  // A type that is not SQLAlchemy's, but whose words are fixed.
  const chosen = type.kind === 'type' ? (type.variants[dialect.name] ?? type) : type;
  if (chosen.kind === 'unknownType' && chosen.columnText !== undefined) return chosen.columnText;
  const known = withoutStorageFormat(resolveVariant(type, dialect.name));
  if (known.name === 'NullType') return printType(compilation, undefined);
  const portable = FOREIGN_MODULES[known.module];
  if (portable && !portable.has(known.name)) {
    throw new UnknownText(`the type ${known.module}.${known.name} is not rendered`, known.span);
  }
  const printer = dialect.typePrinters[known.name] ?? GENERIC_PRINTERS[known.name];
  if (!printer) throw unsupported(known, compilation);
  return printer(known, compilation);
}
