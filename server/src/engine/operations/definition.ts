// Columns, constraints and indexes as they are written inside a revision: constructor arguments, nothing derived.
import type { Span } from '../text/span';
import type { SqlExpression } from './expression';
import type { Literal } from './literal';
import type { SqlType } from './sqlType';

/** The name of a constraint or index as written. `isFinal` for op.f(): no naming convention is applied to it. */
export interface WrittenName {
  readonly text: string;
  readonly isFinal: boolean;
}

/** `<dialect>_<option>` keywords and others passed through, by full name (`postgresql_using`). */
export type DialectOptions = Readonly<Record<string, OptionValue>>;

export type OptionValue =
  Literal | SqlExpression | { readonly type: 'options'; readonly items: readonly OptionValue[] };

/** What stands after DEFAULT: a str (always quoted), an expression, or one of the generated kinds. */
export type ServerDefault =
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'expression'; readonly expression: SqlExpression; readonly span: Span }
  | Identity
  | Computed;

/** Options by SQLAlchemy's parameter names: always, on_null, start, increment, minvalue, maxvalue, nominvalue, ... */
export interface Identity {
  readonly kind: 'identity';
  readonly options: Readonly<Record<string, Literal>>;
  readonly span: Span;
}

export interface Computed {
  readonly kind: 'computed';
  readonly expression: SqlExpression;
  readonly persisted: boolean | undefined;
  readonly span: Span;
}

/** `sa.Column(...)`. Everything optional is undefined when it was not written. */
export interface ColumnDefinition {
  readonly kind: 'column';
  readonly name: string;
  readonly type: SqlType | undefined;
  readonly nullable: boolean | undefined;
  readonly primaryKey: boolean;
  readonly autoincrement: boolean | 'auto' | 'ignore_fk';
  /** Python-side `default=`: never printed, but it decides SERIAL and NULLs in bulk_insert. */
  readonly hasClientDefault: boolean;
  /** The value of `default=` where it is a literal. */
  readonly clientDefault: Literal | undefined;
  /** `default=` where it is a SQL expression. */
  readonly clientSql?: SqlExpression;
  /** `onupdate=`, which an UPDATE prints: 'value' where it is no SQL expression. */
  readonly onUpdate?: SqlExpression | 'value';
  readonly serverDefault: ServerDefault | undefined;
  readonly sequence:
    | {
        readonly name: string;
        readonly schema: string | undefined;
        readonly optional: boolean;
        readonly options: Readonly<Record<string, Literal>>;
      }
    | undefined;
  readonly unique: boolean | undefined;
  readonly index: boolean | undefined;
  readonly comment: string | undefined;
  /** ForeignKey and CheckConstraint objects passed to the column, in order. */
  readonly constraints: readonly (ForeignKeyDefinition | CheckDefinition)[];
  readonly span: Span;
}

interface ConstraintBase {
  readonly name: WrittenName | undefined;
  readonly deferrable: boolean | undefined;
  readonly initially: string | undefined;
  readonly options: DialectOptions;
  readonly comment?: string | undefined;
  readonly span: Span;
}

export interface PrimaryKeyDefinition extends ConstraintBase {
  readonly kind: 'primaryKey';
  readonly columns: readonly string[];
}

export interface UniqueDefinition extends ConstraintBase {
  readonly kind: 'unique';
  readonly columns: readonly string[];
}

export interface CheckDefinition extends ConstraintBase {
  readonly kind: 'check';
  readonly condition: SqlExpression;
}

/** `ForeignKey('s.t.c')` has one local column (empty list when it stands inside a Column) and one referred. */
export interface ForeignKeyDefinition extends ConstraintBase {
  readonly kind: 'foreignKey';
  readonly columns: readonly string[];
  /** `[schema.]table.column` split; the schema may hold dots. */
  readonly referred: {
    readonly schema: string | undefined;
    readonly table: string;
    readonly columns: readonly string[];
  };
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
  readonly match: string | undefined;
  readonly useAlter: boolean;
}

export interface ExcludeDefinition extends ConstraintBase {
  readonly kind: 'exclude';
  readonly elements: readonly { readonly expression: SqlExpression; readonly operator: string }[];
  readonly using: string | undefined;
  readonly where: SqlExpression | undefined;
}

export type ConstraintDefinition =
  PrimaryKeyDefinition | UniqueDefinition | CheckDefinition | ForeignKeyDefinition | ExcludeDefinition;

/** An index element: a column by name, or an expression. */
export type IndexElement = { readonly kind: 'columnName'; readonly name: string } | SqlExpression;

export interface IndexDefinition {
  readonly kind: 'index';
  readonly name: WrittenName | undefined;
  readonly elements: readonly IndexElement[];
  readonly unique: boolean;
  readonly options: DialectOptions;
  readonly span: Span;
}
