// SQLAlchemy types as data: the class and its constructor arguments. How a dialect prints them is the business of sql/.
import type { Span } from '../text/span';
import type { Literal } from './literal';

/** Where SQLAlchemy defines the class: its generic namespace or a dialect's. */
export type TypeModule = 'sqlalchemy' | 'postgresql' | 'sqlite' | 'mysql' | 'mssql' | 'oracle';

export type TypeArgument = Literal | SqlType;

/**
 * A type whose class SQLAlchemy ships. `name` is the class name as exported (`String`, `VARCHAR`, `JSONB`, `ENUM`);
 * `arguments` holds only what was passed, by parameter name (`length`, `timezone`, `item_type`, ...).
 * Enums: `labels` is a list Literal of strings (already resolved from a Python enum class), `name` is resolved too
 * (class name in lower case when none was given).
 */
export interface KnownType {
  readonly kind: 'type';
  readonly module: TypeModule;
  readonly name: string;
  readonly arguments: Readonly<Record<string, TypeArgument>>;
  /** `with_variant`: dialect name to the type used there. */
  readonly variants: Readonly<Record<string, SqlType>>;
  readonly span: Span;
}

/** A type that cannot be resolved without running project code; printing it is refused with `reason`. */
export interface UnknownType {
  readonly kind: 'unknownType';
  readonly name: string;
  readonly reason: string;
  /** How the type is written in DDL where at least that is fixed, as get_col_spec() gives it: `VECTOR(3)`. */
  readonly columnText?: string;
  /** Code of the file decides what operators do with values of the type. */
  readonly hasOperators?: true;
  readonly span: Span;
}

export type SqlType = KnownType | UnknownType;

/** Truthiness of an argument, `fallback` when it was not written. */
export function isFlagSet(type: KnownType, name: string, fallback: boolean): boolean {
  const value = type.arguments[name];
  if (value === undefined) return fallback;
  if (value === null || value === false || value === 0n || value === 0 || value === '') return false;
  return true;
}
