// What changing a column from one PostgreSQL type to another takes: nothing, a rewrite, a USING clause, or values that
// may not fit. Facts of pg_cast and of tablecmds.c; types it does not know give no answer.
import type { SqlType } from '../operations/sqlType';
import { typeText } from './sqlText';

/** A type as PostgreSQL names it. `sizes` are what stands in its parentheses; `isArray` for any number of dimensions. */
export interface ColumnType {
  /** As printed, for messages and casts. */
  readonly text: string;
  readonly name: string;
  readonly family: Family;
  readonly sizes: readonly number[];
  readonly isArray: boolean;
}

type Family =
  | 'string'
  | 'number'
  | 'boolean'
  | 'timestamp'
  | 'date'
  | 'time'
  | 'interval'
  | 'binary'
  | 'uuid'
  | 'json'
  | 'network'
  | 'enum'
  | 'other';

const NAMES: Readonly<Record<string, readonly [name: string, family: Family]>> = {
  varchar: ['varchar', 'string'],
  nvarchar: ['varchar', 'string'],
  text: ['text', 'string'],
  char: ['char', 'string'],
  citext: ['citext', 'string'],
  smallint: ['smallint', 'number'],
  integer: ['integer', 'number'],
  bigint: ['bigint', 'number'],
  numeric: ['numeric', 'number'],
  decimal: ['numeric', 'number'],
  real: ['real', 'number'],
  float: ['double', 'number'],
  double: ['double', 'number'],
  'double precision': ['double', 'number'],
  boolean: ['boolean', 'boolean'],
  'timestamp without time zone': ['timestamp', 'timestamp'],
  'timestamp with time zone': ['timestamptz', 'timestamp'],
  date: ['date', 'date'],
  'time without time zone': ['time', 'time'],
  'time with time zone': ['timetz', 'time'],
  interval: ['interval', 'interval'],
  bytea: ['bytea', 'binary'],
  uuid: ['uuid', 'uuid'],
  json: ['json', 'json'],
  jsonb: ['jsonb', 'json'],
  inet: ['inet', 'network'],
  cidr: ['cidr', 'network'],
};

/** Several rules ask about the same change. */
const KNOWN = new WeakMap<SqlType, { readonly found: ColumnType | undefined }>();

/** The type as PostgreSQL sees it; undefined for one that only the project's code knows. */
export function columnType(type: SqlType | undefined): ColumnType | undefined {
  if (type === undefined) return undefined;
  const known = KNOWN.get(type) ?? { found: readType(type) };
  KNOWN.set(type, known);
  return known.found;
}

function readType(type: SqlType): ColumnType | undefined {
  const text = typeText(type, 'postgresql');
  if (text === undefined) return undefined;
  if (isWithoutLabels(type)) return undefined;
  const isArray = text.endsWith('[]');
  const item = text.replace(/(?<!\[\])(?:\[\])+$/, '');
  const used = type.kind === 'type' ? (type.variants['postgresql'] ?? type) : type;
  if (used.kind === 'type' && /^enum$/i.test(used.name) && used.arguments['native_enum'] !== false) {
    return { text, name: item, family: 'enum', sizes: [], isArray };
  }
  const match =
    /^([a-z][a-z ]*?) ?(?:\((\d+)(?:, ?(-?\d+))?\))?( with(?:out)? time zone)?(?: collate .*)?$/i.exec(item);
  const found = match === null ? undefined : NAMES[`${match[1] ?? ''}${match[4] ?? ''}`.toLowerCase()];
  if (match === null || found === undefined) return { text, name: item, family: 'other', sizes: [], isArray };
  const sizes = [match[2], match[3]].flatMap((size) => (size === undefined ? [] : [Number(size)]));
  const [name, family] = found;
  if (name === 'double' && sizes.length > 0) {
    return { text, name: (sizes[0] ?? 53) <= 24 ? 'real' : 'double', family, sizes: [], isArray };
  }
  return { text, name, family, sizes, isArray };
}

/** An Enum that is kept as text, but whose labels only the project's code knows: its length is not known either. */
function isWithoutLabels(type: SqlType): boolean {
  if (type.kind !== 'type' || !/^enum$/i.test(type.name) || type.arguments['native_enum'] !== false)
    return false;
  const { labels, length } = type.arguments;
  const items = typeof labels === 'object' && labels !== null && 'items' in labels ? labels.items : [];
  return length === undefined && items.length === 0;
}

/**
 * The type of a column before a change: as the history has it, else as the call says. Where both are known and are of
 * different kinds, one of them is wrong, and nothing is known.
 */
export function typeBefore(known: SqlType | undefined, written: SqlType | undefined): ColumnType | undefined {
  if (known === undefined) return columnType(written);
  const history = columnType(known);
  if (written === undefined) return history;
  const call = columnType(written);
  const isAgreed = call !== undefined && history?.family === call.family && history.isArray === call.isArray;
  return isAgreed ? history : undefined;
}

/** True when both are the same type to the last size. */
export function isSameType(a: ColumnType, b: ColumnType): boolean {
  return a.name === b.name && a.isArray === b.isArray && a.sizes.join() === b.sizes.join();
}

/** Casts that PostgreSQL applies by itself in ALTER COLUMN TYPE, beside those inside a family and those to strings. */
const ASSIGNED: ReadonlySet<string> = new Set([
  'timestamp>date',
  'timestamp>time',
  'timestamptz>date',
  'timestamptz>time',
  'timestamptz>timetz',
  'date>timestamp',
  'date>timestamptz',
  'time>interval',
  'interval>time',
]);

/** True when PostgreSQL refuses the change without USING; undefined when that is not known. */
export function needsUsing(from: ColumnType, to: ColumnType): boolean | undefined {
  if (isSameType(from, to)) return false;
  if (from.family === 'other' || to.family === 'other') return from.name === to.name ? false : undefined;
  if (from.isArray !== to.isArray) return !(from.isArray && to.family === 'string');
  if (to.family === 'string') return false;
  if (to.family === 'enum' || from.family === 'enum') return from.name !== to.name;
  if (from.family === to.family) return false;
  return !ASSIGNED.has(`${from.name}>${to.name}`);
}

/** True when every row is written again; undefined when that is not known. Without USING, or with a plain cast in it. */
export function rewritesTable(from: ColumnType, to: ColumnType): boolean | undefined {
  if (isSameType(from, to)) return false;
  if (from.family === 'other' || to.family === 'other') return undefined;
  if (from.isArray !== to.isArray) return true;
  if (from.isArray) return from.name !== to.name;
  const [oldSize, oldScale = 0] = from.sizes;
  const [newSize, newScale = 0] = to.sizes;
  const isWider = newSize === undefined || (oldSize !== undefined && newSize >= oldSize);
  if (isUnpadded(from) && isUnpadded(to)) return to.name === 'varchar' && !isWider;
  if (from.name !== to.name) return `${from.name}>${to.name}` !== 'cidr>inet';
  switch (from.name) {
    case 'numeric':
      return !(isWider && (newSize === undefined || newScale === oldScale));
    case 'timestamp':
    case 'timestamptz':
    case 'time':
    case 'timetz':
    case 'interval':
      return !(newSize === undefined || (oldSize !== undefined && newSize >= oldSize));
    default:
      return true;
  }
}

function isUnpadded({ name }: ColumnType): boolean {
  return name === 'varchar' || name === 'text' || name === 'citext';
}

/** Whole digits a number can have, for telling wider from narrower; floats have no such limit. */
const DIGITS: Readonly<Record<string, number>> = { smallint: 4, integer: 9, bigint: 18 };

/** What gets lost or refused: a phrase for the message; undefined when every value fits or nothing is known. */
export function narrowing(from: ColumnType, to: ColumnType): string | undefined {
  if (from.isArray || to.isArray || isSameType(from, to)) return undefined;
  const [oldSize] = from.sizes;
  const [newSize] = to.sizes;
  if (from.family === 'string' && to.family === 'string') {
    if (to.name === 'text' || to.name === 'citext' || newSize === undefined) return undefined;
    if (oldSize !== undefined && from.name !== 'text' && oldSize <= newSize) return undefined;
    return `a value of more than ${String(newSize)} characters`;
  }
  if (from.family === 'number' && to.family === 'number') return narrowerNumber(from, to);
  if (from.family === 'timestamp' && to.family === 'date') return 'the time of day';
  if (from.family === 'timestamp' && to.family === 'time') return 'the date';
  return undefined;
}

function narrowerNumber(from: ColumnType, to: ColumnType): string | undefined {
  const target = DIGITS[to.name];
  if (target !== undefined) {
    const own = DIGITS[from.name];
    if (own !== undefined) return own > target ? `a value that is too large for ${to.text}` : undefined;
    return from.name === 'numeric' && (from.sizes[1] ?? 0) === 0 && (from.sizes[0] ?? Infinity) <= target
      ? undefined
      : 'what stands behind the decimal point';
  }
  if (to.name === 'real') return from.name === 'double' || from.name === 'bigint' ? 'precision' : undefined;
  if (to.name !== 'numeric' || to.sizes.length === 0) return undefined;
  const [size = 0, scale = 0] = to.sizes;
  const whole =
    from.name === 'numeric' ? (from.sizes[0] ?? Infinity) - (from.sizes[1] ?? 0) : DIGITS[from.name];
  if (from.name === 'numeric' && scale < (from.sizes[1] ?? Infinity)) {
    return from.sizes.length === 0 ? 'digits that do not fit' : 'digits behind the decimal point';
  }
  return whole !== undefined && whole > size - scale ? `a value that is too large for ${to.text}` : undefined;
}
