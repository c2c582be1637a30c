// Types of well-known packages whose SQL is fixed.
import { known } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import { NotKnown } from '../interpreter/signals';
import type { TypeArgument, TypeModule } from '../sqlType';
import { native, textOf, type CallArguments, type Value } from '../values';

type MakeType = (call: CallArguments) => Value;

function made(
  module: TypeModule,
  name: string,
  values: Readonly<Record<string, TypeArgument>>,
  call: CallArguments,
): Value {
  return {
    kind: 'type',
    type: { kind: 'type', module, name, arguments: values, variants: {}, span: call.span },
  };
}

/** A type that prints the given text on every dialect, as SQLAlchemy's UserDefinedType does with get_col_spec(). */
function verbatim(text: string, call: CallArguments): Value {
  return made('sqlalchemy', 'UserDefinedType', { col_spec: text }, call);
}

const argument = (call: CallArguments, index: number, name: string): Value =>
  known(call.keywords.get(name) ?? call.positional[index] ?? null);

function stringType(name: string, defaultLength?: bigint): MakeType {
  return (call) => {
    const length = argument(call, 0, 'length');
    const value = length ?? defaultLength;
    return made('sqlalchemy', name, value === undefined ? {} : { length: toLiteral(value) }, call);
  };
}

const plain =
  (module: TypeModule, name: string, values: Readonly<Record<string, TypeArgument>> = {}): MakeType =>
  (call) =>
    made(module, name, values, call);

function sized(name: string): MakeType {
  return (call) => {
    const dimension = argument(call, 0, 'dim');
    if (dimension === null) return verbatim(name, call);
    if (typeof dimension !== 'bigint') throw new NotKnown(`the dimension of ${name} is not known`);
    return verbatim(`${name}(${dimension.toString()})`, call);
  };
}

function spatial(name: 'geometry' | 'geography'): MakeType {
  return (call) => {
    const kind = argument(call, 0, 'geometry_type');
    const srid = argument(call, 1, 'srid');
    const text = textOf(kind ?? (call.keywords.has('geometry_type') ? null : 'GEOMETRY'));
    if (text === undefined) return verbatim(name, call);
    return verbatim(
      `${name}(${text.toUpperCase()},${typeof srid === 'bigint' ? srid.toString() : '-1'})`,
      call,
    );
  };
}

const PACKAGES: readonly { readonly modules: RegExp; readonly types: Readonly<Record<string, MakeType>> }[] =
  [
    { modules: /^sqlmodel(\.sql(\.sqltypes)?)?$/, types: { AutoString: stringType('String') } },
    {
      modules: /^pgvector(\.sqlalchemy(\..+)?)?$/,
      types: {
        Vector: sized('VECTOR'),
        VECTOR: sized('VECTOR'),
        HALFVEC: sized('HALFVEC'),
        SPARSEVEC: sized('SPARSEVEC'),
        BIT: sized('BIT'),
      },
    },
    {
      modules: /^geoalchemy2(\.types)?$/,
      types: {
        Geometry: spatial('geometry'),
        Geography: spatial('geography'),
        Raster: (call) => verbatim('raster', call),
      },
    },
    { modules: /^citext$/, types: { CIText: (call) => verbatim('CITEXT', call) } },
    {
      modules: /^fastapi_users_db_sqlalchemy(\.generics)?$/,
      types: {
        GUID: (call) => {
          const uuid = made('sqlalchemy', 'UUID', {}, call);
          const text = made('sqlalchemy', 'CHAR', { length: 36n }, call);
          if (typeof uuid !== 'object' || uuid === null || uuid.kind !== 'type') return uuid;
          if (typeof text !== 'object' || text === null || text.kind !== 'type' || text.type.kind !== 'type')
            return text;
          return { kind: 'type', type: { ...text.type, variants: { postgresql: uuid.type } } };
        },
        TIMESTAMPAware: plain('sqlalchemy', 'TIMESTAMP', { timezone: true }),
      },
    },
    {
      modules: /^sqlalchemy_utils(\.types(\..+)?)?$/,
      types: {
        ArrowType: plain('sqlalchemy', 'DateTime'),
        EmailType: stringType('Unicode', 255n),
        LtreeType: (call) => verbatim('LTREE', call),
        LQUERY: (call) => verbatim('LQUERY', call),
        TimezoneType: plain('sqlalchemy', 'Unicode', { length: 50n }),
        LocaleType: plain('sqlalchemy', 'Unicode', { length: 10n }),
        ColorType: stringType('Unicode', 20n),
        CountryType: plain('sqlalchemy', 'String', { length: 2n }),
        PhoneNumberType: (call) => {
          const length = argument(call, 1, 'max_length');
          return made('sqlalchemy', 'Unicode', { length: length === null ? 20n : toLiteral(length) }, call);
        },
        IPAddressType: (call) => {
          const length = argument(call, 0, 'max_length');
          return made('sqlalchemy', 'Unicode', { length: length === null ? 50n : toLiteral(length) }, call);
        },
        TSVectorType: plain('postgresql', 'TSVECTOR'),
      },
    },
  ];

/** True when types of the module are in the table. */
export function isThirdPartyModule(name: string): boolean {
  return (
    PACKAGES.some((entry) => entry.modules.test(name)) ||
    ['sqlmodel', 'sqlalchemy_utils', 'pgvector', 'geoalchemy2'].includes(name)
  );
}

/** A type of such a package, as a callable; a module inside it; undefined when it is not in the table. */
export function thirdPartyMember(module: string, name: string): Value | undefined {
  const entry = PACKAGES.find((candidate) => candidate.modules.test(module));
  const make = entry !== undefined && Object.hasOwn(entry.types, name) ? entry.types[name] : undefined;
  if (make !== undefined) return native(name, (_, call) => make(call));
  if (entry !== undefined && /^[a-z]/.test(name) && isThirdPartyModule(`${module}.${name}`))
    return { kind: 'module', name: `${module}.${name}` };
  return undefined;
}
