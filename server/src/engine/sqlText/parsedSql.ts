// SQL given to op.execute as typed statements: what PostgreSQL's parser read, reduced to what the schema and rules need.
// Names are folded as PostgreSQL folds them. Every span is a place in the revision file.
import type {
  ColumnDefinition,
  ConstraintDefinition,
  IndexDefinition,
  ServerDefault,
} from '../operations/definition';
import type { SqlType } from '../operations/sqlType';
import type { Span } from '../text/span';

/** A name with an optional schema in front. The span covers both, or the statement where the parser gives no place. */
export interface SqlName {
  readonly schema: string | undefined;
  readonly name: string;
  readonly span: Span;
}

interface Statement {
  /** The statement in the revision file, without its `;`; the whole call where the text was put together. */
  readonly span: Span;
  /** The statement as PostgreSQL gets it, comments in it included, without `;`. */
  readonly text: string;
}

export type SqlObjectKind =
  | 'table'
  | 'index'
  | 'view'
  | 'materializedView'
  | 'sequence'
  | 'type'
  | 'domain'
  | 'schema'
  | 'extension'
  | 'function'
  | 'procedure'
  | 'trigger'
  | 'policy'
  | 'rule'
  | 'database'
  | 'role'
  | 'column'
  | 'constraint'
  | 'other';

export interface CreateTableSql extends Statement {
  readonly kind: 'createTable';
  readonly table: SqlName;
  readonly ifNotExists: boolean;
  readonly isTemporary: boolean;
  /** Columns and constraints in the order written, as op.create_table would take them. */
  readonly items: readonly (ColumnDefinition | ConstraintDefinition)[];
  /** False when columns come from elsewhere too: AS query, LIKE, INHERITS, PARTITION OF, OF type. */
  readonly isWhole: boolean;
}

/** One action of ALTER TABLE. `other` names PostgreSQL's own word for it (`AttachPartition`, `EnableRowSecurity`, ...). */
export type AlterAction = { readonly span: Span } & (
  | { readonly kind: 'addColumn'; readonly column: ColumnDefinition; readonly ifNotExists: boolean }
  | {
      readonly kind: 'dropColumn';
      readonly column: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | {
      readonly kind: 'setType';
      readonly column: string;
      readonly type: SqlType;
      /** The expression after USING, as written. */
      readonly using: string | undefined;
    }
  | { readonly kind: 'setNotNull' | 'dropNotNull'; readonly column: string }
  /** `serverDefault` undefined: DROP DEFAULT, DROP IDENTITY or DROP EXPRESSION. */
  | {
      readonly kind: 'setDefault';
      readonly column: string;
      readonly serverDefault: ServerDefault | undefined;
    }
  | {
      readonly kind: 'addConstraint';
      readonly constraint: ConstraintDefinition;
      readonly notValid: boolean;
      /** ADD ... USING INDEX name. */
      readonly usingIndex: string | undefined;
    }
  | {
      readonly kind: 'dropConstraint';
      readonly name: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: 'validateConstraint'; readonly name: string }
  /** `isConcurrent` for DETACH PARTITION ... CONCURRENTLY; `other` is the partition. */
  | {
      readonly kind: 'partition';
      readonly verb: 'attach' | 'detach';
      readonly other: SqlName;
      readonly isConcurrent: boolean;
    }
  | { readonly kind: 'other'; readonly word: string; readonly name: string | undefined }
);

/** ALTER TABLE with all its actions; `object` tells ALTER VIEW, ALTER INDEX and the like apart. */
export interface AlterTableSql extends Statement {
  readonly kind: 'alterTable';
  readonly object: SqlObjectKind;
  readonly table: SqlName;
  readonly ifExists: boolean;
  readonly actions: readonly AlterAction[];
}

export interface CreateIndexSql extends Statement {
  readonly kind: 'createIndex';
  readonly table: SqlName;
  /** Its name is undefined where PostgreSQL chooses one. Options have the names op.create_index has. */
  readonly index: IndexDefinition;
  readonly isConcurrent: boolean;
  readonly ifNotExists: boolean;
}

/** DROP of anything. For triggers, policies and rules `on` is their table. */
export interface DropSql extends Statement {
  readonly kind: 'drop';
  readonly object: SqlObjectKind;
  readonly names: readonly SqlName[];
  readonly on: SqlName | undefined;
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly isConcurrent: boolean;
}

/** ALTER ... RENAME. For columns and constraints `name` is the table and `part` what is renamed. */
export interface RenameSql extends Statement {
  readonly kind: 'rename';
  readonly object: SqlObjectKind;
  readonly name: SqlName;
  readonly part: string | undefined;
  readonly newName: string;
  readonly ifExists: boolean;
}

export interface SetSchemaSql extends Statement {
  readonly kind: 'setSchema';
  readonly object: SqlObjectKind;
  readonly name: SqlName;
  readonly newSchema: string;
}

export interface CreateEnumSql extends Statement {
  readonly kind: 'createEnum';
  readonly name: SqlName;
  readonly labels: readonly string[];
}

/** ALTER TYPE ... ADD VALUE (`oldLabel` undefined) or RENAME VALUE. */
export interface AlterEnumSql extends Statement {
  readonly kind: 'alterEnum';
  readonly name: SqlName;
  readonly label: string;
  readonly oldLabel: string | undefined;
  readonly ifNotExists: boolean;
  readonly place: { readonly side: 'before' | 'after'; readonly label: string } | undefined;
}

/** CREATE of what the schema knows by name only. For triggers, policies and rules `on` is their table. */
export interface CreateObjectSql extends Statement {
  readonly kind: 'createObject';
  readonly object: SqlObjectKind;
  /** Undefined where PostgreSQL derives it. */
  readonly name: SqlName | undefined;
  readonly on: SqlName | undefined;
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
}

export interface CommentSql extends Statement {
  readonly kind: 'comment';
  readonly object: SqlObjectKind;
  /** The table for tables and columns; the object itself otherwise. */
  readonly name: SqlName;
  readonly column: string | undefined;
  readonly comment: string | undefined;
}

/** SELECT, INSERT, UPDATE, DELETE, MERGE, COPY. Those inside WITH are in `inner`. */
export interface DataSql extends Statement {
  readonly kind: 'select' | 'insert' | 'update' | 'delete' | 'merge' | 'copy';
  /** The table that is changed; for SELECT undefined. */
  readonly table: SqlName | undefined;
  /** Columns that INSERT names or UPDATE sets. */
  readonly columns: readonly string[];
  readonly hasWhere: boolean;
  /** SELECT ... INTO makes a table. */
  readonly into: SqlName | undefined;
  readonly inner: readonly DataSql[];
}

export interface TruncateSql extends Statement {
  readonly kind: 'truncate';
  readonly tables: readonly SqlName[];
  readonly cascade: boolean;
}

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and the others, in lower case as written by the parser (`begin`, `rollback_to`). */
export interface TransactionSql extends Statement {
  readonly kind: 'transaction';
  readonly verb: string;
}

/** SET and RESET. `values` are as written, strings without quotes; empty for RESET and TO DEFAULT. */
export interface SetSql extends Statement {
  readonly kind: 'set';
  readonly name: string;
  readonly values: readonly string[];
  readonly isLocal: boolean;
  readonly isReset: boolean;
}

/** VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH MATERIALIZED VIEW, LOCK. Options in lower case (`full`, `concurrently`). */
export interface MaintenanceSql extends Statement {
  readonly kind: 'maintenance';
  readonly verb: 'vacuum' | 'analyze' | 'cluster' | 'reindex' | 'refresh' | 'lock';
  readonly names: readonly SqlName[];
  readonly options: readonly string[];
}

/** DO, CALL, EXECUTE: code whose effect is not known. `code` is the body of DO. */
export interface CodeSql extends Statement {
  readonly kind: 'code';
  readonly verb: 'do' | 'call' | 'execute';
  readonly code: string | undefined;
}

/** Anything else; `node` is the parser's own name for it (`GrantStmt`). */
export interface OtherSql extends Statement {
  readonly kind: 'other';
  readonly node: string;
}

export type ParsedSql =
  | CreateTableSql
  | AlterTableSql
  | CreateIndexSql
  | DropSql
  | RenameSql
  | SetSchemaSql
  | CreateEnumSql
  | AlterEnumSql
  | CreateObjectSql
  | CommentSql
  | DataSql
  | TruncateSql
  | TransactionSql
  | SetSql
  | MaintenanceSql
  | CodeSql
  | OtherSql;

/**
 * What is known of one SQL text. `notAnalysed`: the trees were not handed in yet, so nothing may be said of it.
 * `unreadable`: the parser could not take it, so nothing is known either.
 */
export type SqlReading =
  | { readonly state: 'parsed'; readonly statements: readonly ParsedSql[] }
  | { readonly state: 'invalid'; readonly message: string; readonly span: Span }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'notAnalysed' };
