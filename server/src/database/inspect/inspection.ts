// What `retort inspect` tells of a live database: plain values, the same for every kind of database.

export interface LiveColumn {
  readonly name: string;
  /** As the database spells it. */
  readonly type: string;
  readonly isNullable: boolean;
  /** The default, identity or generation expression as the database deparses it; undefined when there is none. */
  readonly default: string | undefined;
  readonly isPrimaryKey: boolean;
  /** `table.column` of a foreign key, qualified where it is in another schema; undefined without one. */
  readonly references: string | undefined;
  readonly comment: string | undefined;
}

export interface LiveIndex {
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  /** False after a CREATE INDEX CONCURRENTLY that failed: it costs on every write and serves no query. */
  readonly isValid: boolean;
}

export interface LiveTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table';
  /** The planner's estimate, or a count where that is cheap; undefined when nothing is known. */
  readonly rows: number | undefined;
  /** With indexes and TOAST. */
  readonly bytes: number | undefined;
  readonly comment: string | undefined;
  readonly columns: readonly LiveColumn[];
  readonly indexes: readonly LiveIndex[];
}

/** Who is connected to what, and how. */
export interface LiveServer {
  /** `current_database()`. */
  readonly database: string;
  readonly user: string | undefined;
  /** With the product's name: `PostgreSQL 18.1`. */
  readonly version: string;
  /** Version of TLS and cipher; null when the session is not encrypted, undefined when that has no meaning. */
  readonly tls: string | null | undefined;
  /** Of the whole database. */
  readonly bytes: number | undefined;
  /** True when it is a standby or set to read only. */
  readonly isReadOnly: boolean;
}

/** The answer of `retort inspect --json`. */
export interface InspectAnswer {
  readonly database: {
    /** As plans call it. */
    readonly label: string;
    /** Where it is, without a password. */
    readonly address: string;
    readonly isProtected: boolean;
  };
  readonly server: LiveServer;
  /** The version rows. */
  readonly current: readonly string[];
  /** Rows of the version table that no file declares. */
  readonly missing: readonly string[];
  /** How many revisions the database does not have. */
  readonly pending: number;
  readonly warnings: readonly string[];
  /** Absent with --brief. */
  readonly tables?: readonly LiveTable[];
}
