// A value for a column of any type that PostgreSQL comes with, as text that the server reads. Text is digits, which most
// conversions accept: a revision that makes json or integer of a text column is not to blame for our words.
import type { SeedColumn } from './seedTables';

const DAY = (number: number): string => `2024-01-${String(number).padStart(2, '0')}`;

/** By the type's name without its length. Numbers differ where `number` (1 to 9) does. */
const VALUES: Readonly<Record<string, (number: number) => string>> = {
  smallint: String,
  integer: String,
  bigint: String,
  real: String,
  'double precision': String,
  money: String,
  oid: String,
  boolean: (number) => (number % 2 === 1 ? 'true' : 'false'),
  text: String,
  citext: String,
  name: (number) => `name_${number}`,
  uuid: (number) => `00000000-0000-4000-8000-00000000000${number}`,
  date: DAY,
  'timestamp without time zone': (number) => `${DAY(number)} 12:00:00`,
  'timestamp with time zone': (number) => `${DAY(number)} 12:00:00+00`,
  'time without time zone': (number) => `12:00:0${number}`,
  'time with time zone': (number) => `12:00:0${number}+00`,
  interval: (number) => `${number} days`,
  json: (number) => `{"sample": ${number}}`,
  jsonb: (number) => `{"sample": ${number}}`,
  jsonpath: () => '$',
  bytea: (number) => `\\x0${number}`,
  inet: (number) => `127.0.0.${number}`,
  cidr: (number) => `10.0.${number}.0/24`,
  macaddr: (number) => `08:00:2b:01:02:0${number}`,
  macaddr8: (number) => `08:00:2b:01:02:03:04:0${number}`,
  tsvector: (number) => `sample${number}`,
  tsquery: (number) => `sample${number}`,
  xml: (number) => `<sample>${number}</sample>`,
  point: (number) => `(${number},${number})`,
  line: (number) => `{1,1,${number}}`,
  lseg: (number) => `[(0,0),(${number},${number})]`,
  box: (number) => `((${number},${number}),(0,0))`,
  path: (number) => `((0,0),(${number},${number}))`,
  polygon: (number) => `((0,0),(${number},0),(0,${number}))`,
  circle: (number) => `<(0,0),${number}>`,
  int4range: (number) => `[${number},${number + 1})`,
  int8range: (number) => `[${number},${number + 1})`,
  numrange: (number) => `[${number},${number + 1})`,
  daterange: (number) => `[${DAY(number)},${DAY(number + 1)})`,
  tsrange: (number) => `[${DAY(number)},${DAY(number + 1)})`,
  tstzrange: (number) => `[${DAY(number)},${DAY(number + 1)})`,
  hstore: (number) => `sample=>${number}`,
  ltree: (number) => `sample${number}`,
};

/** Undefined for types that are not known, such as those of an extension. */
export function sampleValue({ type, enumLabels }: SeedColumn, number: number): string | undefined {
  if (type.endsWith('[]')) return '{}';
  if (enumLabels.length > 0) return enumLabels[(number - 1) % enumLabels.length];
  const [, name = type, arguments_ = '', rest = ''] = /^([^(]+)(?:\(([^)]*)\)(.*))?$/u.exec(type) ?? [];
  const [length = 0, scale = 0] = arguments_.split(',').map(Number);
  switch (`${name}${rest}`) {
    case 'character varying':
    case 'character':
      return String(number);
    case 'numeric':
      return arguments_ === '' || length > scale
        ? String(number)
        : `0.${'0'.repeat(Math.max(0, scale - 1))}${number}`;
    case 'bit':
      return number.toString(2).padStart(length, '0').slice(-Math.max(1, length));
    case 'bit varying':
      return number.toString(2).slice(-Math.max(1, length));
    default:
      return VALUES[`${name}${rest}`]?.(number);
  }
}
