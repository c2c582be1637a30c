// Keywords named `<dialect>_<option>`, as operations carry them, and SQLAlchemy's checks of their names.
import type { Span } from '../../text/span';
import type { DialectOptions, OptionValue } from '../definition';
import { toLiteral } from '../interpreter/literals';
import { PythonError } from '../interpreter/signals';
import { isObject, type Value } from '../values';
import { elementOf } from './coerce';

/** The SQLAlchemy class that takes the options. */
export type OptionOwner =
  | 'Table'
  | 'Column'
  | 'Index'
  | 'PrimaryKeyConstraint'
  | 'UniqueConstraint'
  | 'CheckConstraint'
  | 'ForeignKey'
  | 'ForeignKeyConstraint'
  | 'ExcludeConstraint';

/** Options each dialect knows per class (SQLAlchemy 2.0); a dialect that is not listed takes any. */
const KNOWN: Readonly<Record<string, Partial<Record<OptionOwner, string>>>> = {
  postgresql: {
    Index: 'using include where ops concurrently with tablespace nulls_not_distinct',
    Table: 'ignore_search_path tablespace partition_by with_oids on_commit inherits using',
    CheckConstraint: 'not_valid',
    ForeignKey: 'not_valid',
    ForeignKeyConstraint: 'not_valid',
    PrimaryKeyConstraint: 'include',
    UniqueConstraint: 'include nulls_not_distinct',
  },
  sqlite: {
    Table: 'autoincrement with_rowid strict',
    Index: 'where',
    Column: 'on_conflict_primary_key on_conflict_not_null on_conflict_unique',
    PrimaryKeyConstraint: 'on_conflict',
    UniqueConstraint: 'on_conflict',
    CheckConstraint: 'on_conflict',
    ForeignKeyConstraint: 'on_conflict',
  },
};

/** Where SQLAlchemy defines the class, for its messages. */
const MODULES: Partial<Record<OptionOwner, string>> = {
  ExcludeConstraint: 'sqlalchemy.dialects.postgresql.ext',
};

/** Throws what SQLAlchemy raises for a keyword that is no option of the class. */
export function checkOptionNames(names: Iterable<string>, owner: OptionOwner): void {
  for (const name of names) {
    const [, dialect, option] = /^([^_]+)_(.+)$/.exec(name) ?? [];
    if (dialect === undefined || option === undefined) {
      throw new PythonError(
        'TypeError',
        `Additional arguments should be named <dialectname>_<argument>, got '${name}'`,
      );
    }
    const known = Object.hasOwn(KNOWN, dialect) ? KNOWN[dialect] : undefined;
    if (known !== undefined && !(known[owner] ?? '').split(' ').includes(option)) {
      const module = MODULES[owner] ?? 'sqlalchemy.sql.schema';
      throw new PythonError(
        'ArgumentError',
        `Argument '${name}' is not accepted by dialect '${dialect}' on behalf of <class '${module}.${owner}'>`,
      );
    }
  }
}

/** The options as data; expressions stay expressions, unknown ones become opaque expressions. */
export function dialectOptions(values: ReadonlyMap<string, Value>, span: Span): DialectOptions {
  const options: Record<string, OptionValue> = {};
  for (const [name, value] of values) options[name] = optionValue(value, span);
  return options;
}

/** One option. */
export function optionValue(value: Value, span: Span): OptionValue {
  const element = elementOf(value, span);
  if (element !== undefined) return element;
  if (isObject(value)) {
    if (value.kind === 'opaque') return { kind: 'opaqueExpression', reason: value.reason, span };
    const isSequence = value.kind === 'list' || value.kind === 'tuple';
    if (isSequence && value.items.some((item) => elementOf(item, span) !== undefined)) {
      return { type: 'options', items: value.items.map((item) => optionValue(item, span)) };
    }
  }
  return toLiteral(value);
}
