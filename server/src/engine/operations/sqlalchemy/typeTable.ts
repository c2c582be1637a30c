// The type classes SQLAlchemy ships, where each is defined, and the parameters of its constructor (SQLAlchemy 2.0).
import { parseSignature, type Signature } from '../interpreter/signature';
import type { TypeModule } from '../sqlType';

const LENGTH = 'length=None';
const TEXT = 'length=None, collation=None';
const NUMERIC = 'precision=None, scale=None, decimal_return_scale=None, asdecimal=True';
const FLOAT = 'precision=None, asdecimal=False, decimal_return_scale=None';
const BOOLEAN = 'create_constraint=False, name=None, _create_events=True, _adapted_from=None';
const ZONE = 'timezone=False';
const ANYTHING = '*args, **kwargs';
const MYSQL_INTEGER = 'display_width=None, **kw';
const MYSQL_NUMERIC = 'precision=None, scale=None, asdecimal=True, **kw';
const MYSQL_TEXT = 'length=None, **kwargs';
const FRACTION = 'timezone=False, fsp=None';
const PRECISE_ZONE = 'timezone=False, precision=None';

type Table = Readonly<Record<string, string>>;

const each = (names: string, parameters: string): Table =>
  Object.fromEntries(names.split(' ').map((name) => [name, parameters]));

const GENERIC: Table = {
  ARRAY: 'item_type, as_tuple=False, dimensions=None, zero_indexes=False',
  ...each('BINARY BLOB LargeBinary VARBINARY', LENGTH),
  ...each('BOOLEAN Boolean MatchType', BOOLEAN),
  ...each('CHAR CLOB NCHAR NVARCHAR String TEXT Text Unicode UnicodeText VARCHAR', TEXT),
  ...each('BIGINT BigInteger DATE Date INTEGER Integer SMALLINT SmallInteger NullType', ANYTHING),
  ...each('DATETIME DateTime TIME TIMESTAMP Time', ZONE),
  ...each('DECIMAL NUMERIC Numeric', NUMERIC),
  ...each('DOUBLE DOUBLE_PRECISION Double FLOAT Float REAL', FLOAT),
  Enum: '*enums, **kw',
  Interval: 'native=True, second_precision=None, day_precision=None',
  JSON: 'none_as_null=False',
  ...each('TypeDecorator TypeEngine UserDefinedType', ANYTHING),
  PickleType: 'protocol=5, pickler=None, comparator=None, impl=None',
  UUID: 'as_uuid=True',
  Uuid: 'as_uuid=True, native_uuid=True',
};

const POSTGRESQL: Table = {
  ARRAY: 'item_type, as_tuple=False, dimensions=None, zero_indexes=False',
  BIT: 'length=None, varying=False',
  BYTEA: LENGTH,
  CITEXT: TEXT,
  DOMAIN:
    'name, data_type, *, collation=None, default=None, constraint_name=None, not_null=None, check=None, create_type=True, **kw',
  ENUM: '*enums, name=None, create_type=True, **kw',
  HSTORE: 'text_type=None',
  INTERVAL: 'precision=None, fields=None',
  ...each('JSON JSONB', 'none_as_null=False, astext_type=None'),
  ...each('TIME TIMESTAMP', PRECISE_ZONE),
  ...each('CIDR INET JSONPATH MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TSQUERY TSVECTOR', ANYTHING),
  ...each('DATERANGE INT4RANGE INT8RANGE NUMRANGE TSRANGE TSTZRANGE', ANYTHING),
  ...each('DATEMULTIRANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE', ANYTHING),
};

const SQLITE: Table = {
  ...each('DATE DATETIME TIME', 'storage_format=None, regexp=None, **kw'),
  JSON: 'none_as_null=False',
};

const MYSQL: Table = {
  ...each('BIGINT INTEGER MEDIUMINT SMALLINT TINYINT', MYSQL_INTEGER),
  ...each('DECIMAL DOUBLE FLOAT NUMERIC REAL', MYSQL_NUMERIC),
  ...each('CHAR NCHAR NVARCHAR TEXT VARCHAR', MYSQL_TEXT),
  ...each('LONGTEXT MEDIUMTEXT TINYTEXT', '**kwargs'),
  ...each('BIT LONGBLOB MEDIUMBLOB TINYBLOB', LENGTH),
  ...each('DATETIME TIME TIMESTAMP', FRACTION),
  ...each('INET4 INET6', ANYTHING),
  ENUM: '*enums, **kw',
  JSON: 'none_as_null=False',
  SET: '*values, **kw',
  YEAR: 'display_width=None',
};

const MSSQL: Table = {
  ...each('DATETIME2 DATETIMEOFFSET', 'precision=None, **kw'),
  ...each('DOUBLE_PRECISION REAL', '**kw'),
  ...each('MONEY SMALLMONEY SQL_VARIANT TINYINT', ANYTHING),
  ...each('NTEXT XML', TEXT),
  ...each('ROWVERSION TIMESTAMP', 'convert_int=False'),
  BIT: BOOLEAN,
  IMAGE: LENGTH,
  JSON: 'none_as_null=False',
  SMALLDATETIME: ZONE,
  TIME: 'precision=None, **kwargs',
  UNIQUEIDENTIFIER: 'as_uuid=True',
  VARBINARY: 'length=None, filestream=False',
};

const ORACLE: Table = {
  ...each('BFILE RAW', LENGTH),
  ...each('BINARY_DOUBLE BINARY_FLOAT', FLOAT),
  ...each('LONG NCLOB VARCHAR2', TEXT),
  DATE: ZONE,
  FLOAT: 'binary_precision=None, asdecimal=False, decimal_return_scale=None',
  INTERVAL: 'day_precision=None, second_precision=None',
  NUMBER: 'precision=None, scale=None, asdecimal=None',
  ROWID: ANYTHING,
  TIMESTAMP: 'timezone=False, local_timezone=False',
  VECTOR: 'dim=None, storage_format=None, storage_type=None',
};

/** Generic classes that a dialect's module exports again under the same name. */
const SHARED: Readonly<Record<Exclude<TypeModule, 'sqlalchemy'>, string>> = {
  postgresql:
    'BIGINT BOOLEAN CHAR DATE DOUBLE_PRECISION FLOAT INTEGER NUMERIC REAL SMALLINT TEXT UUID VARCHAR Uuid',
  sqlite: 'BLOB BOOLEAN CHAR DECIMAL FLOAT INTEGER NUMERIC REAL SMALLINT TEXT TIMESTAMP VARCHAR',
  mysql: 'BINARY BLOB BOOLEAN DATE VARBINARY',
  mssql:
    'BIGINT BINARY CHAR DATE DATETIME DECIMAL FLOAT INTEGER NCHAR NUMERIC NVARCHAR SMALLINT TEXT VARCHAR',
  oracle: 'BLOB CHAR CLOB DOUBLE_PRECISION NCHAR NVARCHAR REAL VARCHAR',
};

const TABLES: Readonly<Record<TypeModule, Table>> = {
  sqlalchemy: GENERIC,
  postgresql: POSTGRESQL,
  sqlite: SQLITE,
  mysql: MYSQL,
  mssql: MSSQL,
  oracle: ORACLE,
};

/** Other names of the same class. */
const ALIASES: Readonly<Record<string, string>> = { INT: 'INTEGER', NVARCHAR2: 'NVARCHAR' };

/** Where the class that `module` exports as `name` is defined, and its name there; undefined when there is none. */
export function findTypeClass(
  module: TypeModule,
  name: string,
): { readonly module: TypeModule; readonly name: string } | undefined {
  if (Object.hasOwn(TABLES[module], name)) return { module, name };
  const alias = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (alias !== undefined && (module === 'sqlalchemy' || module === 'oracle'))
    return { module: 'sqlalchemy', name: alias };
  if (module !== 'sqlalchemy' && SHARED[module].split(' ').includes(name))
    return { module: 'sqlalchemy', name };
  return undefined;
}

const signatures = new Map<string, Signature>();

/** The constructor of a type class. */
export function typeSignature(module: TypeModule, name: string): Signature {
  const key = `${module}.${name}`;
  let signature = signatures.get(key);
  if (signature === undefined) {
    signature = parseSignature(`${name}.__init__(self, ${TABLES[module][name] ?? ANYTHING})`);
    signatures.set(key, signature);
  }
  return signature;
}
