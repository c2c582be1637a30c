// The simulated schema at one point of history: immutable, known by name, sharing what did not change.
import type { Span } from '../text/span';
import type {
  ColumnDefinition,
  ConstraintDefinition,
  IndexDefinition,
  ServerDefault,
} from '../operations/definition';
import type { SqlType } from '../operations/sqlType';
import type { SharedMap } from './sharedMap';

/** Where something was made: revision id and the call in its file; undefined when not from a revision. */
export interface Origin {
  readonly revision: string;
  readonly span: Span;
}

/** A column as it stands. `nullable` is derived (primary key columns are not nullable). */
export interface SchemaColumn {
  readonly name: string;
  readonly type: SqlType | undefined;
  readonly nullable: boolean;
  readonly serverDefault: ServerDefault | undefined;
  readonly comment: string | undefined;
  /** The column as last written, for bringing it back in a downgrade. */
  readonly definition: ColumnDefinition;
  /** True when it was made as the only column of the primary key: an integer has a sequence of its own then, and keeps it. */
  readonly isMadeAsKey?: true;
  readonly origin: Origin | undefined;
}

export interface SchemaConstraint {
  /** The name the database has; undefined where it cannot be known. */
  readonly name: string | undefined;
  readonly definition: ConstraintDefinition;
  readonly columns: readonly string[];
  readonly origin: Origin | undefined;
}

export interface SchemaIndex {
  readonly name: string;
  readonly definition: IndexDefinition;
  readonly origin: Origin | undefined;
}

export interface SchemaTable {
  readonly name: string;
  readonly schema: string | undefined;
  readonly columns: readonly SchemaColumn[];
  readonly constraints: readonly SchemaConstraint[];
  readonly indexes: readonly SchemaIndex[];
  readonly comment: string | undefined;
  /** False when something opaque may have changed it: absence of a column proves nothing then. */
  readonly isComplete: boolean;
  readonly origin: Origin | undefined;
}

export interface SchemaEnum {
  readonly name: string;
  readonly schema: string | undefined;
  readonly labels: readonly string[];
  readonly origin: Origin | undefined;
}

/** What is known by its name only. */
export interface SchemaObject {
  readonly kind: 'view' | 'materializedView' | 'sequence' | 'schema' | 'extension';
  readonly name: string;
  readonly schema: string | undefined;
  /** The statement that made it, without `;`; undefined once it was renamed or moved. */
  readonly text: string | undefined;
  readonly origin: Origin | undefined;
}

/** The whole. `isComplete` is false after an opaque step: absence of a table proves nothing then. */
export interface Schema {
  readonly tables: SharedMap<SchemaTable>;
  /** The keys of the tables that have an index of this name, by the index's `schemaKey`. */
  readonly indexHolders: SharedMap<readonly string[]>;
  readonly enums: SharedMap<SchemaEnum>;
  /** Views, sequences, schemas and extensions that SQL text made, by `objectKey`. */
  readonly objects: SharedMap<SchemaObject>;
  readonly isComplete: boolean;
}

/** A contradiction between an operation and the schema it meets. */
export interface SchemaProblem {
  readonly span: Span;
  readonly kind:
    'unknown-table' | 'unknown-column' | 'unknown-constraint' | 'unknown-index' | 'already-exists';
  readonly message: string;
}
