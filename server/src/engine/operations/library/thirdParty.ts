// Types of well-known packages whose SQL does not depend on the project. Read from the packages' releases of 2026.
import type { Literal } from '../literal';
import { flag, known } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { markOwnValues } from '../sqlalchemy/customTypes';
import { typeOf } from '../sqlalchemy/coerce';
import type { SqlType, TypeModule } from '../sqlType';
import { native, textOf, type CallArguments, type Value } from '../values';

type Options = Readonly<Record<string, Literal>>;

/** Makes the type of one call; throws NotKnown where its SQL is not fixed. */
type MakeType = (call: CallArguments, machine: Machine) => SqlType;

function make(module: TypeModule, name: string, options: Options, call: CallArguments): SqlType {
  return { kind: 'type', module, name, arguments: options, variants: {}, span: call.span };
}

/** A type that prints the given text; how its values are printed is its package's business. */
function verbatim(text: string, call: CallArguments): SqlType {
  const reason = `how ${text} is used is decided by the package it comes from`;
  return { kind: 'unknownType', name: text, reason, columnText: text, span: call.span };
}

/** As verbatim, for what only PostgreSQL can print. */
const postgresqlOnly =
  (text: string): MakeType =>
  (call, machine) => {
    if (machine.dialect !== 'postgresql') throw new NotKnown(`${text} is a type of PostgreSQL`);
    return verbatim(text, call);
  };

const argument = (call: CallArguments, index: number, name: string): Value =>
  known(call.keywords.get(name) ?? call.positional[index] ?? null);

const plain =
  (name: string, options: Options = {}): MakeType =>
  (call) =>
    make('sqlalchemy', name, options, call);

/** A string type; `index` and `parameter` say where its length is given. */
const sizedText =
  (name: string, usual: bigint | undefined, index = 0, parameter = 'length'): MakeType =>
  (call) => {
    const length = argument(call, index, parameter) ?? usual;
    return make('sqlalchemy', name, length === undefined ? {} : { length: toLiteral(length) }, call);
  };

const withTimezone =
  (name: string): MakeType =>
  (call) => {
    const timezone = flag(argument(call, 0, 'timezone'), 'timezone');
    return make('sqlalchemy', name, timezone ? { timezone } : {}, call);
  };

/** pgvector's types: `NAME` or `NAME(dimensions)`. */
const vector =
  (name: string): MakeType =>
  (call) => {
    const dimensions = argument(call, 0, 'dim');
    if (dimensions === null) return verbatim(name, call);
    if (typeof dimensions !== 'bigint') throw new NotKnown(`the dimensions of ${name} are not known`);
    return verbatim(`${name}(${dimensions.toString()})`, call);
  };

/** geoalchemy2's types. It adds an index of its own unless told not to, and other statements on SQLite. */
const spatial =
  (name: 'geometry' | 'geography'): MakeType =>
  (call, machine) => {
    if (machine.dialect !== 'postgresql')
      throw new NotKnown('geoalchemy2 adds statements of its own on SQLite');
    if (known(call.keywords.get('spatial_index') ?? true) !== false) {
      throw new NotKnown('geoalchemy2 adds an index of its own unless spatial_index=False is given');
    }
    const given = call.keywords.get('geometry_type') ?? call.positional[0];
    const text = given === undefined ? 'GEOMETRY' : textOf(known(given));
    if (text === undefined) return verbatim(name, call);
    const srid = argument(call, 1, 'srid') ?? -1n;
    if (typeof srid !== 'bigint') throw new NotKnown('the srid is not known');
    return verbatim(`${name}(${text.toUpperCase()},${srid.toString()})`, call);
  };

/** A type that is another one on PostgreSQL. */
const onPostgresql =
  (usual: MakeType, other: MakeType): MakeType =>
  (call, machine) => {
    const type = usual(call, machine);
    if (type.kind !== 'type') return type;
    return {
      ...type,
      variants: { postgresql: other({ ...call, positional: [], keywords: new Map() }, machine) },
    };
  };

/** sqlalchemy_utils.UUIDType(binary=True, native=True). */
const uuidType: MakeType = (call, machine) => {
  const isSet = (index: number, name: string): boolean => {
    const value = call.keywords.get(name) ?? call.positional[index];
    return value === undefined || flag(value, name);
  };
  const stored = isSet(0, 'binary') ? plain('BINARY', { length: 16n }) : plain('CHAR', { length: 32n });
  const usual: MakeType = (inner) => stored({ ...inner, positional: [], keywords: new Map() }, machine);
  return isSet(1, 'native') ? onPostgresql(usual, plain('UUID'))(call, machine) : usual(call, machine);
};

/** sqlalchemy_utils.ChoiceType(choices, impl=None). */
const choiceType: MakeType = (call) => {
  const impl = argument(call, 1, 'impl');
  if (impl === null) return make('sqlalchemy', 'Unicode', { length: 255n }, call);
  const type = typeOf(impl, call.span);
  if (type === undefined) throw new NotKnown('the impl of ChoiceType is not known');
  return type;
};

interface Package {
  readonly modules: RegExp;
  readonly types: Readonly<Record<string, MakeType>>;
}

const PACKAGES: readonly Package[] = [
  {
    modules: /^sqlmodel(\.sql(\.sqltypes)?)?$/,
    types: { AutoString: sizedText('String', undefined), UTCDateTime: plain('DateTime', { timezone: true }) },
  },
  {
    modules: /^pgvector(\.sqlalchemy(\..+)?)?$/,
    types: {
      Vector: vector('VECTOR'),
      VECTOR: vector('VECTOR'),
      HALFVEC: vector('HALFVEC'),
      SPARSEVEC: vector('SPARSEVEC'),
    },
  },
  {
    modules: /^geoalchemy2(\.types)?$/,
    types: { Geometry: spatial('geometry'), Geography: spatial('geography') },
  },
  { modules: /^citext$/, types: { CIText: (call) => verbatim('CITEXT', call) } },
  {
    modules: /^fastapi_users_db_sqlalchemy(\.generics)?$/,
    types: {
      GUID: onPostgresql(plain('CHAR', { length: 36n }), plain('UUID')),
      TIMESTAMPAware: withTimezone('TIMESTAMP'),
    },
  },
  {
    modules: /^sqlalchemy_utils(\.types(\..+)?)?$/,
    types: {
      ArrowType: withTimezone('DateTime'),
      ChoiceType: choiceType,
      ColorType: sizedText('Unicode', 20n, 0, 'max_length'),
      CountryType: plain('String', { length: 2n }),
      CurrencyType: plain('String', { length: 3n }),
      EmailType: sizedText('Unicode', 255n),
      IPAddressType: sizedText('Unicode', 50n, 0, 'max_length'),
      JSONType: onPostgresql(plain('UnicodeText'), plain('JSON')),
      LQUERY: postgresqlOnly('LQUERY'),
      LocaleType: plain('Unicode', { length: 10n }),
      LtreeType: postgresqlOnly('LTREE'),
      PhoneNumberType: sizedText('Unicode', 20n, 1, 'max_length'),
      ScalarListType: plain('UnicodeText'),
      StringEncryptedType: (call) => {
        const length = known(call.keywords.get('length') ?? null);
        return make('sqlalchemy', 'String', length === null ? {} : { length: toLiteral(length) }, call);
      },
      TSVectorType: (call) => make('postgresql', 'TSVECTOR', {}, call),
      TimezoneType: plain('Unicode', { length: 50n }),
      URLType: plain('UnicodeText'),
      UUIDType: uuidType,
    },
  },
];

const ROOTS = new Set(['sqlmodel', 'sqlalchemy_utils', 'pgvector', 'geoalchemy2']);

/** Types whose values are bound as those of the type they print as. */
const PLAIN_VALUES = new Set(['AutoString', 'TIMESTAMPAware', 'TSVectorType']);

/** True when types of the module are in the table. */
export function isThirdPartyModule(name: string): boolean {
  return ROOTS.has(name) || PACKAGES.some((entry) => entry.modules.test(name));
}

/** A type of such a package, as a callable; a module inside it; undefined when it is not in the table. */
export function thirdPartyMember(module: string, name: string): Value | undefined {
  // What sqlmodel itself imports, and autogenerate writes: `sqlmodel.sql.sqltypes.types.Uuid()`.
  if (module === 'sqlmodel.sql.sqltypes' && name === 'types')
    return { kind: 'module', name: 'sqlalchemy.types' };
  const entry = PACKAGES.find((candidate) => candidate.modules.test(module));
  if (entry === undefined) return undefined;
  const makeType = Object.hasOwn(entry.types, name) ? entry.types[name] : undefined;
  if (makeType !== undefined) return callable(name, `${module}.${name}`, makeType);
  const isModule = /^[a-z]/.test(name) && isThirdPartyModule(`${module}.${name}`);
  return isModule ? { kind: 'module', name: `${module}.${name}` } : undefined;
}

function callable(name: string, path: string, makeType: MakeType): Value {
  return native(name, (machine, call) => {
    try {
      const type = makeType(call, machine);
      if (!PLAIN_VALUES.has(name)) markOwnValues(type);
      return { kind: 'type', type };
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      return {
        kind: 'type',
        type: { kind: 'unknownType', name: path, reason: error.message, span: call.span },
      };
    }
  });
}
