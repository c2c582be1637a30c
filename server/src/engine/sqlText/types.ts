// PostgreSQL's type names as SQLAlchemy's types; a type that SQLAlchemy has no class for keeps its text.
import type { Literal } from '../operations/literal';
import type { KnownType, SqlType, TypeModule } from '../operations/sqlType';
import type { Span } from '../text/span';
import { closing, slice, tokenIndex, type StatementText } from './statementText';
import { listOf, nodeOf, stringsOf, tagged } from './tree';

type Arguments = Readonly<Record<string, Literal>>;

/** Names whose type takes no modifier, by PostgreSQL's own name. */
const PLAIN: Readonly<Record<string, readonly [module: TypeModule, name: string]>> = {
  int2: ['sqlalchemy', 'SmallInteger'],
  int4: ['sqlalchemy', 'Integer'],
  int8: ['sqlalchemy', 'BigInteger'],
  smallserial: ['sqlalchemy', 'SmallInteger'],
  serial: ['sqlalchemy', 'Integer'],
  bigserial: ['sqlalchemy', 'BigInteger'],
  bool: ['sqlalchemy', 'Boolean'],
  text: ['sqlalchemy', 'Text'],
  float4: ['sqlalchemy', 'REAL'],
  float8: ['sqlalchemy', 'DOUBLE_PRECISION'],
  date: ['sqlalchemy', 'Date'],
  json: ['sqlalchemy', 'JSON'],
  jsonb: ['postgresql', 'JSONB'],
  uuid: ['sqlalchemy', 'UUID'],
  bytea: ['postgresql', 'BYTEA'],
  inet: ['postgresql', 'INET'],
  cidr: ['postgresql', 'CIDR'],
  macaddr: ['postgresql', 'MACADDR'],
  macaddr8: ['postgresql', 'MACADDR8'],
  money: ['postgresql', 'MONEY'],
  oid: ['postgresql', 'OID'],
  tsvector: ['postgresql', 'TSVECTOR'],
  tsquery: ['postgresql', 'TSQUERY'],
  hstore: ['postgresql', 'HSTORE'],
  citext: ['postgresql', 'CITEXT'],
  int4range: ['postgresql', 'INT4RANGE'],
  int8range: ['postgresql', 'INT8RANGE'],
  numrange: ['postgresql', 'NUMRANGE'],
  tsrange: ['postgresql', 'TSRANGE'],
  tstzrange: ['postgresql', 'TSTZRANGE'],
  daterange: ['postgresql', 'DATERANGE'],
};

/** Other spellings that the grammar does not change: names from pg_type written out, and serials by size. */
const ALIASES: Readonly<Record<string, string>> = {
  serial2: 'smallserial',
  serial4: 'serial',
  serial8: 'bigserial',
};

const SERIALS = new Set(['serial', 'bigserial', 'smallserial']);

const nameOf = (names: readonly string[]): string => {
  const last = names.at(-1) ?? '';
  return ALIASES[last] ?? last;
};

/** True for serial and its kin: an integer with a sequence of its own. */
export function isSerial(typeName: unknown): boolean {
  const names = stringsOf(nodeOf(typeName)['names']);
  return names.length === 1 && SERIALS.has(nameOf(names));
}

function modifiers(typeName: unknown): readonly (bigint | undefined)[] {
  return listOf(nodeOf(typeName)['typmods']).map((item) => {
    const [tag, node] = tagged(item);
    if (tag !== 'A_Const' || !('ival' in node)) return undefined;
    const { ival } = nodeOf(node['ival']);
    return typeof ival === 'number' ? BigInt(ival) : 0n;
  });
}

/** The type as written: name, modifiers and what follows them, brackets of arrays included. */
function writtenSpan(text: StatementText, typeName: unknown): Span | undefined {
  const at = text.at(nodeOf(typeName)['location']);
  if (at === undefined) return undefined;
  let index = tokenIndex(text, at);
  const start = text.tokens[index]?.start ?? at;
  let end = text.tokens[index]?.end ?? at;
  for (index++; index < text.tokens.length; index++) {
    const token = text.tokens[index];
    if (token?.text === '.' && token.kind === 'symbol') {
      end = text.tokens[++index]?.end ?? end;
    } else if (token?.text === '(' || token?.text === '[') {
      index = closing(text, index);
      end = text.tokens[index]?.end ?? end;
    } else break;
  }
  return { start, end };
}

function knownArguments(
  name: string,
  sizes: readonly (bigint | undefined)[],
): [TypeModule, string, Arguments] | undefined {
  const [first, second] = sizes;
  const size = (key: string): Arguments => (first === undefined ? {} : { [key]: first });
  switch (name) {
    case 'varchar':
      return ['sqlalchemy', 'VARCHAR', size('length')];
    case 'bpchar':
      return ['sqlalchemy', 'CHAR', size('length')];
    case 'numeric':
      return [
        'sqlalchemy',
        'NUMERIC',
        { ...size('precision'), ...(second === undefined ? {} : { scale: second }) },
      ];
    case 'timestamp':
    case 'timestamptz':
      return ['postgresql', 'TIMESTAMP', { timezone: name.endsWith('tz'), ...size('precision') }];
    case 'time':
    case 'timetz':
      return ['postgresql', 'TIME', { timezone: name.endsWith('tz'), ...size('precision') }];
    case 'interval':
      // A modifier of one number is its precision only when the other, the mask of the fields, is full.
      return sizes.length === 0 ? ['postgresql', 'INTERVAL', {}] : undefined;
    case 'bit':
    case 'varbit':
      return ['postgresql', 'BIT', { ...size('length'), varying: name === 'varbit' }];
    default: {
      const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
      return plain && [...plain, {}];
    }
  }
}

function known(module: TypeModule, name: string, given: KnownType['arguments'], span: Span): KnownType {
  return { kind: 'type', module, name, arguments: given, variants: {}, span };
}

/** The type of a TypeName node. */
export function sqlType(text: StatementText, typeName: unknown, collation: string | undefined): SqlType {
  const node = nodeOf(typeName);
  const names = stringsOf(node['names']);
  const name = nameOf(names);
  const span = writtenSpan(text, typeName) ?? text.span;
  const bounds = listOf(node['arrayBounds']).length;
  const isOwn = names.length > 1 && names[0] !== 'pg_catalog';
  const found = isOwn || node['setof'] === true ? undefined : knownArguments(name, modifiers(typeName));
  const item = found ? ofClass(found, collation, span) : byName(slice(text, span), bounds > 0, span);
  if (bounds === 0) return item;
  const dimensions = bounds > 1 ? { dimensions: BigInt(bounds) } : {};
  return known('sqlalchemy', 'ARRAY', { item_type: item, ...dimensions }, span);
}

function ofClass(
  [module, name, given]: [TypeModule, string, Arguments],
  collation: string | undefined,
  span: Span,
): SqlType {
  return known(module, name, collation === undefined ? given : { ...given, collation }, span);
}

/** What `geometry[]` and `geometry ARRAY [3]` are arrays of. */
function itemOf(written: string): string {
  let item = written.trimEnd();
  for (let last = /\[\d*\]$/.exec(item); last !== null; last = /\[\d*\]$/.exec(item))
    item = item.slice(0, last.index).trimEnd();
  return item.replace(/\sarray\b[\s\S]*/i, '').trimEnd();
}

/** A type that SQLAlchemy has no class for. */
function byName(written: string, isItem: boolean, span: Span): SqlType {
  const text = isItem ? itemOf(written) : written;
  return {
    kind: 'unknownType',
    name: text,
    reason: `the type ${text} is known by name only`,
    columnText: text,
    span,
  };
}
