// What is said between a command and the process that has its SQLite file open.

/** Values of SQLite as they travel; integers are bigint where they would lose digits. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

export type SqliteRequest =
  | {
      readonly kind: 'open';
      /** Absolute. */
      readonly file: string;
      readonly isForWriting: boolean;
      /** How long a lock of somebody else is waited for. */
      readonly timeoutMs: number;
    }
  | {
      readonly kind: 'execute';
      readonly sql: string;
      /** For `$1`, `$2`. */
      readonly values: readonly SqliteValue[];
    }
  /** Any number of statements, none of which answers anything. */
  | { readonly kind: 'script'; readonly sql: string }
  /** Writes all pages into a new file. */
  | { readonly kind: 'copyTo'; readonly file: string }
  /** Replaces all pages by those of a file, in one transaction. */
  | { readonly kind: 'copyFrom'; readonly file: string }
  /** A digest of all pages. */
  | { readonly kind: 'digest' };

export type SqliteAnswer =
  | {
      readonly kind: 'opened';
      readonly version: string;
      /** True when a copy of the file is open, because this Node has no SQLite of its own. */
      readonly isCopy: boolean;
    }
  | {
      readonly kind: 'executed';
      readonly rows: readonly Readonly<Record<string, SqliteValue>>[];
      readonly rowCount: number;
      readonly isInTransaction: boolean;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'digest'; readonly digest: string }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** SQLite's extended result code; undefined when it was not SQLite that failed. */
      readonly code: number | undefined;
      readonly isInTransaction: boolean;
    };
