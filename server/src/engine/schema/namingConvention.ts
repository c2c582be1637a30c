// Naming conventions of a MetaData: which name a constraint or index gets. Quoting and cutting is the business of sql/.
import type { WrittenName } from '../operations/definition';

/** An option of env.py: absent (Alembic's default applies), read, or present but not readable. */
export type EnvironmentOption<T> =
  | { readonly state: 'absent' }
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'unreadable'; readonly reason: string };

/** The keys of `MetaData(naming_convention=...)`: ix, uq, ck, fk, pk (or class names), with their templates. */
export type NamingConvention = Readonly<Record<string, string>>;

export type ConventionKey = 'ix' | 'uq' | 'ck' | 'fk' | 'pk';

/** What the tokens of a naming convention are filled with. */
export interface NamedObject {
  readonly table: string;
  readonly schema: string | undefined;
  readonly columns: readonly string[];
  readonly referred?: { readonly table: string; readonly columns: readonly string[] } | undefined;
}

/** A name, or why there is none: the convention needs a written one, or it cannot be read. */
export type ConventionResult =
  | {
      readonly kind: 'name';
      readonly text: string;
      /** Made by the convention or op.f: cut when too long, where a written name is refused. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'needsName' }
  | { readonly kind: 'unknown'; readonly reason: string };

const DEFAULT_CONVENTION: NamingConvention = { ix: 'ix_%(column_0_label)s' };
const CLASS_NAMES: Readonly<Record<ConventionKey, string>> = {
  ix: 'Index',
  uq: 'UniqueConstraint',
  ck: 'CheckConstraint',
  fk: 'ForeignKeyConstraint',
  pk: 'PrimaryKeyConstraint',
};

function columnToken(key: string, object: NamedObject): string | undefined {
  const match = /^(referred_)?column_(\d+)(_?N)?_(name|key|label)$/.exec(key);
  if (!match) return undefined;
  const [, referred, index = '0', multiple, attribute] = match;
  if (referred && attribute !== 'name') return undefined;
  const columns = referred ? (object.referred?.columns ?? []) : object.columns;
  const value = (name: string | undefined): string => {
    if (name === undefined) return '';
    if (attribute !== 'label') return name;
    const prefix = object.schema ? `${object.schema.replaceAll('.', '_')}_` : '';
    return `${prefix}${object.table}_${name}`;
  };
  if (!multiple) return value(columns[Number(index)]);
  return columns.map(value).join(multiple === '_N' ? '_' : '');
}

function tokenValue(key: string, object: NamedObject, name: WrittenName | undefined): string | undefined {
  if (key === 'table_name') return object.table;
  if (key === 'referred_table_name') return object.referred?.table;
  if (key === 'constraint_name') return name?.text;
  return columnToken(key, object);
}

function fill(template: string, object: NamedObject, name: WrittenName | undefined): ConventionResult {
  if (!name && template.includes('%(constraint_name)s')) return { kind: 'needsName' };
  let unknown: string | undefined;
  const text = template.replace(/%(?:%|\(([^)]*)\)s)|%/g, (match, key: string | undefined) => {
    if (match === '%%') return '%';
    const value = key === undefined ? undefined : tokenValue(key, object, name);
    if (value === undefined) unknown ??= match;
    return value ?? '';
  });
  if (unknown !== undefined) {
    return { kind: 'unknown', reason: `the naming convention has a token that is not known: ${unknown}` };
  }
  return { kind: 'name', text, isCut: true };
}

function templateFor(convention: NamingConvention, key: ConventionKey): string | undefined {
  const inForce = Object.keys(convention).length === 0 ? DEFAULT_CONVENTION : convention;
  return inForce[key] ?? inForce[CLASS_NAMES[key]];
}

/**
 * The name an object ends up with: as written, or made by the naming convention. Where the convention cannot be read,
 * a written name is kept except for CHECK, which conventions habitually extend.
 */
export function conventionName(
  option: EnvironmentOption<NamingConvention>,
  key: ConventionKey,
  name: WrittenName | undefined,
  object: NamedObject,
): ConventionResult {
  if (name?.isFinal) return { kind: 'name', text: name.text, isCut: true };
  if (option.state === 'unreadable') {
    if (name && key !== 'ck') return { kind: 'name', text: name.text, isCut: false };
    return { kind: 'unknown', reason: option.reason };
  }
  const template = templateFor(option.state === 'known' ? option.value : DEFAULT_CONVENTION, key);
  if (template !== undefined && (!name || template.includes('constraint_name')))
    return fill(template, object, name);
  return name ? { kind: 'name', text: name.text, isCut: false } : { kind: 'unnamed' };
}

/** The convention's token a CHECK that cannot be named without one complains about, in SQLAlchemy's words. */
export const NEEDS_NAME =
  'Naming convention including %(constraint_name)s token requires that constraint is explicitly named.';
