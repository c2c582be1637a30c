// The operations of Alembic as typed values, one interface per `op.*` directive. Arguments as written; nothing derived.
import type { Span } from '../text/span';
import type {
  CheckDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  DialectOptions,
  ExcludeDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  PrimaryKeyDefinition,
  ServerDefault,
  UniqueDefinition,
  WrittenName,
} from './definition';
import type { SqlExpression, TableReference } from './expression';
import type { SqlType } from './sqlType';
import type { Step } from './step';

/** A table as an operation names it. */
export interface TableName {
  readonly name: string;
  readonly schema: string | undefined;
}

interface OnTable {
  readonly table: TableName;
  /** The whole call, `op.add_column(...)`. */
  readonly span: Span;
}

export interface CreateTable extends OnTable {
  readonly kind: 'createTable';
  /** Columns, constraints and indexes in the order written. */
  readonly items: readonly (ColumnDefinition | ConstraintDefinition | IndexDefinition)[];
  readonly ifNotExists: boolean;
  readonly comment: string | undefined;
  readonly prefixes: readonly string[];
  readonly options: DialectOptions;
  readonly through?: MetadataDdl;
}

/**
 * Made by a Table or its MetaData instead of op: its types are operations of their own, no naming convention of env.py is
 * asked, and `ifNotExists` and `ifExists` are checkfirst, which is a question to the database online and nothing offline.
 */
type MetadataDdl = 'metadata';

export interface DropTable extends OnTable {
  readonly kind: 'dropTable';
  readonly ifExists: boolean;
  readonly through?: MetadataDdl;
}

export interface RenameTable extends OnTable {
  readonly kind: 'renameTable';
  readonly newName: string;
}

export interface AddColumn extends OnTable {
  readonly kind: 'addColumn';
  readonly column: ColumnDefinition;
  readonly ifNotExists: boolean;
  readonly inlineReferences: boolean;
  readonly inlinePrimaryKey: boolean;
  /** Batch mode only. */
  readonly insertBefore: string | undefined;
  readonly insertAfter: string | undefined;
}

export interface DropColumn extends OnTable {
  readonly kind: 'dropColumn';
  readonly column: string;
  readonly ifExists: boolean;
  readonly options: DialectOptions;
}

/** A parameter that may be absent, given as None, or given: `alter_column` tells these apart. */
export type Given<T> = { readonly given: false } | { readonly given: true; readonly value: T };

export interface AlterColumn extends OnTable {
  readonly kind: 'alterColumn';
  readonly column: string;
  readonly nullable: boolean | undefined;
  readonly comment: Given<string | undefined>;
  readonly serverDefault: Given<ServerDefault | undefined>;
  readonly newName: string | undefined;
  readonly type: SqlType | undefined;
  readonly existingType: SqlType | undefined;
  readonly existingServerDefault: Given<ServerDefault | undefined>;
  readonly existingNullable: boolean | undefined;
  readonly existingComment: string | undefined;
  readonly options: DialectOptions;
  readonly insertBefore: string | undefined;
  readonly insertAfter: string | undefined;
}

export interface CreateIndex extends OnTable {
  readonly kind: 'createIndex';
  readonly index: IndexDefinition;
  readonly ifNotExists: boolean;
}

/** `table` is undefined when drop_index was called with the index name alone. */
export interface DropIndex {
  readonly kind: 'dropIndex';
  readonly name: WrittenName;
  readonly table: TableName | undefined;
  readonly schema: string | undefined;
  readonly ifExists: boolean;
  readonly options: DialectOptions;
  readonly span: Span;
}

/** create_primary_key, create_unique_constraint, create_check_constraint, create_foreign_key, create_exclude_constraint. */
export interface CreateConstraint extends OnTable {
  readonly kind: 'createConstraint';
  readonly constraint:
    PrimaryKeyDefinition | UniqueDefinition | CheckDefinition | ForeignKeyDefinition | ExcludeDefinition;
  readonly through?: MetadataDdl;
  /** SQLAlchemy takes it and its neighbours of the same kind from a set. */
  readonly isOfSet?: boolean;
}

export interface DropConstraint extends OnTable {
  readonly kind: 'dropConstraint';
  readonly name: WrittenName | undefined;
  /** `type_`: 'foreignkey', 'primary', 'unique', 'check' or undefined. */
  readonly type: string | undefined;
  readonly ifExists: boolean;
  readonly through?: MetadataDdl;
  /** SQLAlchemy takes it and its neighbours of the same kind from a set. */
  readonly isOfSet?: boolean;
}

export interface TableComment extends OnTable {
  readonly kind: 'createTableComment' | 'dropTableComment';
  readonly comment: string | undefined;
  readonly existingComment: string | undefined;
}

export interface BulkInsert {
  readonly kind: 'bulkInsert';
  readonly table: TableReference;
  readonly rows: readonly Readonly<Record<string, SqlExpression>>[];
  readonly multiInsert: boolean;
  readonly span: Span;
}

/** `Enum.create(bind)` and `.drop(bind)`. */
export interface CreateType {
  readonly kind: 'createType' | 'dropType';
  readonly type: SqlType;
  /** undefined = SQLAlchemy's default for that call. */
  readonly checkFirst: boolean | undefined;
  readonly span: Span;
}

/** `with op.batch_alter_table(...)`: what was recorded, in order. Tables of the inner operations are this table. */
export interface BatchAlterTable extends OnTable {
  readonly kind: 'batchAlterTable';
  readonly recreate: 'auto' | 'always' | 'never';
  /** The Table given as copy_from, as CREATE TABLE items. */
  readonly copyFrom: Pick<CreateTable, 'table' | 'items' | 'options'> | undefined;
  readonly partialReordering: readonly (readonly string[])[];
  readonly tableArguments: readonly (ConstraintDefinition | IndexDefinition)[];
  readonly namingConvention: Readonly<Record<string, string>> | undefined;
  readonly steps: readonly Step[];
}

export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | AddColumn
  | DropColumn
  | AlterColumn
  | CreateIndex
  | DropIndex
  | CreateConstraint
  | DropConstraint
  | TableComment
  | BulkInsert
  | CreateType
  | BatchAlterTable;
