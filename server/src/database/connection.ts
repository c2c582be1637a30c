// One session with a database of any kind, and opening it. What is asked of it is the caller's business.
import { resolveTarget } from './resolveTarget';
import type { SessionLimits } from './sessionLimits';
import type { Target } from './target';

/** What one call of `execute` answers. */
export interface Execution {
  /** Rows of the last statement, by column name. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows the last statement affected or returned; 0 where the command has no count. */
  readonly rowCount: number;
}

/** `idle` outside a transaction, `open` inside one, `failed` inside one that can only be rolled back. */
export type TransactionState = 'idle' | 'open' | 'failed';

/** A session. Everything that fails throws a DatabaseProblem. */
export interface Connection {
  readonly kind: 'embedded' | 'server' | 'sqlite';
  /** Where it leads, safe to show. */
  readonly label: string;
  /** `current_database()`, or the name of the file. */
  readonly database: string;
  /** As the server or the library reports it, for example `18.6`. */
  readonly serverVersion: string;
  /** The absolute path of a SQLite file; undefined for every other kind. */
  readonly file: string | undefined;
  /** The statement that begins a transaction which is going to write. */
  readonly begin: string;
  /** What a server says of the session itself; absent for every other kind. */
  readonly server?: ServerSession;
  readonly transaction: TransactionState;
  /** True when the session is gone; `reopen` gives another one. */
  readonly isLost: boolean;
  /** With values: one statement with `$1`, `$2`. Without: one or several statements, as a script. */
  execute(sql: string, values?: readonly unknown[]): Promise<Execution>;
  /** Any number of statements: all of them or, when one fails, none. Text with a BEGIN of its own is taken as it is. */
  executeScript(sql: string): Promise<void>;
  /**
   * Stops the statement that runs: on a server it fails with 57014; of SQLite the session is lost with it, and what it
   * began is rolled back. Does nothing when none runs.
   */
  cancel(): Promise<void>;
  /**
   * Gives the session up without a word to the other side, for one that does not answer: what runs here fails as lost, and
   * what it began is rolled back when the other side notices.
   */
  abandon(): void;
  /** Another session with the same database. On the embedded one this one has to be closed or lost first. */
  reopen(): Promise<Connection>;
  /** Takes no longer than two seconds, whatever the other side does. */
  close(): Promise<void>;
}

/** The server's side of a session. */
export interface ServerSession {
  /** `pg_backend_pid()` when it was opened. */
  readonly processId: number;
  /** True when the number the session was given at the start is not that of the server: a pooler stands between. */
  readonly isBehindPooler: boolean;
  /** The limits it was opened with and does not have, `lock_timeout = 5000`: to be set in each transaction. */
  readonly missingSettings: readonly string[];
  /** True when others on the way cannot read along. */
  readonly isEncrypted: boolean;
}

export interface ConnectionContext {
  /** The folder of alembic.ini: the embedded database lives there. */
  readonly project: string;
  /** The bundle `dist/embedded.js`. */
  readonly embeddedScript: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Seconds after which a lock that is not granted fails; undefined leaves it to the server. */
  readonly lockTimeoutSeconds?: number;
  /** Limits that were asked for: they also win over the user's own start-up options. */
  readonly limits?: SessionLimits;
  readonly applicationName?: string;
  /** What it takes to open a SQLite file. */
  readonly sqlite?: SqliteContext;
}

export interface SqliteContext {
  /** The bundle `dist/sqlite.js`. */
  readonly script: string;
  /** What a relative path starts from: the working folder, as for Alembic. */
  readonly workingFolder: string;
  /** True for a run; otherwise the file is opened for reading only, and not made where it is missing. */
  readonly isForWriting: boolean;
}

/** Opens a session with whatever `target` names; a DatabaseProblem says why it cannot. */
export async function openConnection(target: Target, context: ConnectionContext): Promise<Connection> {
  switch (target.kind) {
    case 'embedded':
      return await (await import('./postgres/open')).openEmbedded(context);
    case 'environment':
      return await openConnection(resolveTarget(target, context.environment), context);
    case 'server':
      return await (await import('./postgres/open')).openServer(target, context);
    case 'sqlite':
      return await (await import('./sqlite/open')).openSqlite(target, context);
  }
}
