// What differs between two schemas of one revision: the one upgrade() met and the one downgrade() leaves. Only tables that
// are not the same object are looked into, so the size of the history does not matter.
import { serverDefaultText, typeText } from '../sqlText';
import type { Dialect } from '../../operations/evaluation';
import type { Schema, SchemaColumn, SchemaConstraint, SchemaIndex, SchemaTable } from '../../schema/schema';

/** One object that is only in the first schema ('lost'), only in the second ('left'), or defined otherwise ('changed'). */
export interface Difference {
  readonly kind: 'lost' | 'left' | 'changed';
  readonly object: 'table' | 'column' | 'constraint' | 'index' | 'enum';
  /** Equal for the same object in two comparisons. */
  readonly key: string;
  /** `column "name" of "account"`, for messages. */
  readonly label: string;
  /** For 'changed': what was and what is. */
  readonly detail: string;
}

/** All differences. They are certain when every step between the two schemas is understood (see undoing.ts). */
export function differences(from: Schema, to: Schema, dialect: Dialect): readonly Difference[] {
  if (from === to) return [];
  const found: Difference[] = [];
  for (const key of new Set([...from.tables.keys(), ...to.tables.keys()])) {
    const before = from.tables.get(key);
    const after = to.tables.get(key);
    if (before === after) continue;
    if (before === undefined || after === undefined) found.push(presence('table', key, '', before, after));
    else if (before.isComplete === after.isComplete)
      found.push(...compareTables(key, before, after, dialect));
  }
  if (dialect !== 'postgresql' || from.enums === to.enums) return found;
  for (const key of new Set([...from.enums.keys(), ...to.enums.keys()])) {
    const before = from.enums.get(key);
    const after = to.enums.get(key);
    if (before === undefined || after === undefined) found.push(presence('enum', key, '', before, after));
  }
  return found;
}

interface Named {
  readonly name: string;
}

function presence(
  object: Difference['object'],
  key: string,
  table: string,
  before: Named | undefined,
  after: Named | undefined,
): Difference {
  const name = (before ?? after)?.name ?? '';
  const words = {
    table: 'table',
    column: 'column',
    constraint: 'constraint',
    index: 'index',
    enum: 'enum type',
  };
  return {
    kind: before === undefined ? 'left' : 'lost',
    object,
    key: `${object} ${key}`,
    label: `${words[object]} "${name}"${table === '' ? '' : ` of "${table}"`}`,
    detail: '',
  };
}

function compareTables(
  tableKey: string,
  from: SchemaTable,
  to: SchemaTable,
  dialect: Dialect,
): readonly Difference[] {
  const found: Difference[] = [];
  for (const [before, after] of pairs(from.columns, to.columns)) {
    const key = `${tableKey}.${(before ?? after)?.name ?? ''}`;
    if (before === undefined || after === undefined) {
      found.push(presence('column', key, from.name, before, after));
      continue;
    }
    const detail = columnDetail(before, after, dialect);
    if (detail === undefined) continue;
    const label = `column "${before.name}" of "${from.name}"`;
    found.push({ kind: 'changed', object: 'column', key: `column ${key}`, label, detail });
  }
  // A constraint without a known name may be any of the other side.
  const constraints = [...from.constraints, ...to.constraints];
  if (constraints.every(({ name }) => name !== undefined)) {
    // One that comes back under another name is there again.
    const kindOf = ({ definition, columns }: SchemaConstraint): string =>
      `${definition.kind} ${columns.join()}`;
    const isRenamed = (one: SchemaConstraint): boolean =>
      [from, to].every((table) => table.constraints.some((other) => kindOf(other) === kindOf(one)));
    const named = (list: SchemaTable['constraints']): readonly Named[] =>
      list.flatMap((one) => (isRenamed(one) ? [] : [{ name: one.name ?? '' }]));
    for (const [before, after] of pairs(named(from.constraints), named(to.constraints))) {
      if (before !== undefined && after !== undefined) continue;
      found.push(
        presence('constraint', `${tableKey}.${(before ?? after)?.name ?? ''}`, from.name, before, after),
      );
    }
  }
  for (const [before, after] of pairs(uncut(from.indexes), uncut(to.indexes))) {
    if (before !== undefined && after !== undefined) continue;
    found.push(presence('index', `${tableKey}.${(before ?? after)?.name ?? ''}`, from.name, before, after));
  }
  return found;
}

/** Without those whose written name is too long: it is cut in one place and may not be in the other. */
function uncut(indexes: readonly SchemaIndex[]): readonly SchemaIndex[] {
  return indexes.filter(({ definition }) => (definition.name?.text.length ?? 0) <= 63);
}

function pairs<T extends Named>(
  from: readonly T[],
  to: readonly T[],
): readonly (readonly [T | undefined, T | undefined])[] {
  if (from === to) return [];
  const before = new Map(from.map((item) => [item.name, item]));
  const after = new Map(to.map((item) => [item.name, item]));
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => [before.get(name), after.get(name)]);
}

/** The printed type, with one word for PostgreSQL's names of double precision. */
function plainType({ type }: SchemaColumn, dialect: Dialect): string | undefined {
  return typeText(type, dialect)?.replace(
    /^(?:FLOAT(?:\((?:2[5-9]|[345]\d)\))?|DOUBLE)$/,
    'DOUBLE PRECISION',
  );
}

/** `'false'`, `false` and `'false'::boolean` are one default for a column. */
function plainDefault(text: string): string {
  return text
    .replace(/::[\w\s"[\]]+$/, '')
    .replace(/^'(.*)'$/s, '$1')
    .toLowerCase();
}

/** `'0'`, `'f'` and `false` are one value for a boolean. */
function plainBoolean(text: string): string {
  if (/^(?:0|f|false|no|n|off)$/.test(text)) return 'false';
  return /^(?:1|t|true|yes|y|on)$/.test(text) ? 'true' : text;
}

/** What differs of a column; undefined when nothing does, as far as it can be told. */
function columnDetail(before: SchemaColumn, after: SchemaColumn, dialect: Dialect): string | undefined {
  if (before === after) return undefined;
  const types = [plainType(before, dialect), plainType(after, dialect)] as const;
  if (types[0] !== undefined && types[1] !== undefined && types[0] !== types[1]) {
    return `its type was ${types[0]} and becomes ${types[1]}`;
  }
  if (before.nullable !== after.nullable) {
    const word = (nullable: boolean): string => (nullable ? 'nullable' : 'NOT NULL');
    return `it was ${word(before.nullable)} and becomes ${word(after.nullable)}`;
  }
  const defaults = [
    serverDefaultText(before.serverDefault, dialect),
    serverDefaultText(after.serverDefault, dialect),
  ];
  const [first, second] = defaults;
  const isBoolean = types[0] === 'BOOLEAN';
  const plain = (text: string): string => (isBoolean ? plainBoolean(plainDefault(text)) : plainDefault(text));
  if (first !== undefined && second !== undefined && plain(first) !== plain(second)) {
    const word = (text: string): string => (text === '' ? 'no default' : `the default ${text}`);
    return `it had ${word(first)} and gets ${word(second)}`;
  }
  return undefined;
}
