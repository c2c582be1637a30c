// What the process that has a SQLite file open does: one request at a time, as they come.
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openCopy, type CopiedDatabase } from './copiedFile';
import { makeThrowawayFolder } from '../scratch/throwawayFolder';
import type { SqliteAnswer, SqliteRequest, SqliteValue } from './messages';
import { digestOf } from './digest';
import { loadNodeSqlite, type NodeDatabase, type NodeSqlite } from './nodeSqlite';
import { restAfter, withoutComments } from './singleStatement';

type Failed = Extract<SqliteAnswer, { kind: 'failed' }>;

const BUSY = 5;
const CANNOT_OPEN = 14;
const READ_ONLY_ROLLBACK = 776;
const READ_ONLY_RECOVERY = 264;

/** Thrown with SQLite's result code by the checks made here. */
class Refused extends Error {
  readonly errcode: number | undefined;

  constructor(message: string, errcode?: number) {
    super(message);
    this.errcode = errcode;
  }
}

/** One file, opened with Node's own SQLite, or for reading through a copy. */
export class SqliteChild {
  readonly #sqlite: NodeSqlite | undefined = loadNodeSqlite();
  readonly #vendorFolder: string;
  #database: NodeDatabase | undefined;
  #copy: CopiedDatabase | undefined;
  #file = '';
  #isStandIn = false;
  #timeoutMs = 0;

  constructor(vendorFolder: string) {
    this.#vendorFolder = vendorFolder;
  }

  async answer(request: SqliteRequest): Promise<SqliteAnswer> {
    try {
      switch (request.kind) {
        case 'open':
          return this.#open(request);
        case 'execute':
          return this.#execute(request.sql, request.values);
        case 'script':
          return this.#executeScript(request.sql);
        case 'copyTo':
          await this.#copyTo(request.file);
          return { kind: 'done' };
        case 'copyFrom':
          await this.#copyFrom(request.file);
          return { kind: 'done' };
        case 'digest':
          return { kind: 'digest', digest: await this.#digest() };
      }
    } catch (error) {
      return this.#failure(error);
    }
  }

  close(): void {
    this.#copy?.close();
    this.#database?.close();
  }

  #open({ file, isForWriting, timeoutMs }: Extract<SqliteRequest, { kind: 'open' }>): SqliteAnswer {
    if (!existsSync(dirname(file))) throw new Refused('unable to open database file', CANNOT_OPEN);
    this.#timeoutMs = timeoutMs;
    const isThere = existsSync(file);
    if (isThere && !statSync(file).isFile()) throw new Refused('it is not a file', CANNOT_OPEN);
    this.#file = file;
    if (this.#sqlite === undefined) {
      if (isForWriting) throw new Refused('this Node cannot write SQLite files');
      const copy = this.#freshCopy();
      const [row] = copy.all('SELECT sqlite_version() AS version', []).rows;
      return { kind: 'opened', version: String(row?.['version']), isCopy: true };
    }
    this.#isStandIn = !isForWriting && !isThere;
    this.#database = isForWriting
      ? connect(this.#sqlite, file, false, timeoutMs)
      : openForReading(this.#sqlite, isThere ? file : undefined, timeoutMs);
    const [row] = this.#database.prepare('SELECT sqlite_version() AS version').all();
    return { kind: 'opened', version: String(row?.['version']), isCopy: false };
  }

  #execute(sql: string, values: readonly SqliteValue[]): SqliteAnswer {
    if (this.#copy !== undefined) {
      return { kind: 'executed', ...this.#freshCopy().all(sql, values), isInTransaction: false };
    }
    const database = this.#opened();
    if (withoutComments(sql) === '') {
      return { kind: 'executed', rows: [], rowCount: 0, isInTransaction: database.isTransaction };
    }
    const statement = database.prepare(sql);
    // As Python's driver: a second statement is an error, and nothing of the first one runs.
    if (restAfter(sql, statement.sourceSQL) !== '') {
      throw new Refused('You can only execute one statement at a time.');
    }
    statement.setReadBigInts(true);
    const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
    const parameters = values.length === 0 ? [] : [named];
    if (statement.columns().length > 0) {
      const rows = statement.all(...parameters);
      return { kind: 'executed', rows, rowCount: rows.length, isInTransaction: database.isTransaction };
    }
    const { changes } = statement.run(...parameters);
    return { kind: 'executed', rows: [], rowCount: Number(changes), isInTransaction: database.isTransaction };
  }

  #executeScript(sql: string): SqliteAnswer {
    if (this.#copy !== undefined) throw new Refused('this Node cannot write SQLite files');
    const database = this.#opened();
    // What `.dump` of SQLite's own shell writes, has them. The body of a trigger begins with the same word, without a semicolon.
    const isOwn = /^[ \t]*BEGIN(?:\s+(?:DEFERRED|IMMEDIATE|EXCLUSIVE|TRANSACTION))*\s*;/imu.test(sql);
    try {
      if (!isOwn) database.exec('BEGIN');
      database.exec(sql);
      if (!isOwn) database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
    return { kind: 'executed', rows: [], rowCount: 0, isInTransaction: database.isTransaction };
  }

  async #copyTo(file: string): Promise<void> {
    if (this.#copy !== undefined) this.#freshCopy().writeTo(file);
    else if (this.#sqlite !== undefined) await copyPages(this.#sqlite, this.#opened(), file, this.#timeoutMs);
  }

  async #copyFrom(file: string): Promise<void> {
    const sqlite = this.#sqlite;
    if (sqlite === undefined) throw new Refused('this Node cannot write SQLite files');
    const name = this.#opened().prepare('PRAGMA database_list').all()[0]?.['file'];
    const source = connect(sqlite, file, true, 0);
    try {
      this.#database?.close();
      this.#database = undefined;
      await copyPages(sqlite, source, String(name), this.#timeoutMs);
    } finally {
      source.close();
    }
  }

  async #digest(): Promise<string> {
    // Of a copy: reading the file itself beside an open SQLite would drop its locks.
    const folder = makeThrowawayFolder('digest');
    try {
      const copy = join(folder, 'pages');
      await this.#copyTo(copy);
      return digestOf(copy);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The file as it is at this moment. */
  #freshCopy(): CopiedDatabase {
    if (this.#copy?.isCurrent() === true) return this.#copy;
    this.#copy?.close();
    this.#copy = undefined;
    this.#copy = openCopy(this.#file, this.#vendorFolder);
    return this.#copy;
  }

  #opened(): NodeDatabase {
    // What stood in for a missing file is done with when the file is made.
    if (this.#isStandIn && this.#sqlite !== undefined && existsSync(this.#file)) {
      this.#isStandIn = false;
      this.#database?.close();
      this.#database = openForReading(this.#sqlite, this.#file, this.#timeoutMs);
    }
    if (this.#database === undefined) throw new Refused('nothing is open');
    return this.#database;
  }

  #failure(error: unknown): Failed {
    const { message, errcode } = Object(error) as { readonly message?: unknown; readonly errcode?: unknown };
    let isInTransaction = false;
    try {
      isInTransaction = this.#database?.isTransaction ?? false;
    } catch {
      // A closed database is in no transaction.
    }
    return {
      kind: 'failed',
      message: typeof message === 'string' && message !== '' ? message : String(error),
      code: typeof errcode === 'number' ? errcode : undefined,
      isInTransaction,
    };
  }
}

/** Behaves as Python's driver does: no foreign keys unless asked for, and "..." may be a string. */
function connect(sqlite: NodeSqlite, file: string, readOnly: boolean, timeout: number): NodeDatabase {
  const database = new sqlite.DatabaseSync(file, {
    readOnly,
    timeout,
    enableForeignKeyConstraints: false,
    enableDoubleQuotedStringLiterals: true,
    allowExtension: false,
    defensive: false,
  });
  try {
    // A file that is no database, or that nobody may read, is found here and not in the middle of a run.
    database.prepare('SELECT count(*) FROM sqlite_master').all();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A missing file reads as an empty database, and is not made. */
function openForReading(sqlite: NodeSqlite, file: string | undefined, timeout: number): NodeDatabase {
  if (file === undefined) return connect(sqlite, ':memory:', false, timeout);
  try {
    return connect(sqlite, file, true, timeout);
  } catch (error) {
    const { errcode } = Object(error) as { readonly errcode?: unknown };
    const isUnfinished =
      errcode === READ_ONLY_ROLLBACK || errcode === READ_ONLY_RECOVERY || errcode === CANNOT_OPEN;
    if (!isUnfinished) throw error;
    // A writer was killed in the middle: whoever opens the file next rolls it back, which takes the right to write.
    return connect(sqlite, file, false, timeout);
  }
}

/** All pages, in one transaction of the target. Waits no longer for a lock than any other statement. */
async function copyPages(
  sqlite: NodeSqlite,
  source: NodeDatabase,
  file: string,
  timeoutMs: number,
): Promise<void> {
  let watch: NodeJS.Timeout | undefined;
  let remaining = Infinity;
  let movedAt = performance.now();
  const stuck = new Promise<never>((_resolve, reject) => {
    watch = setInterval(() => {
      // Node goes on trying for ever while somebody else has the lock.
      if (performance.now() - movedAt > timeoutMs) reject(new Refused('database is locked', BUSY));
    }, 50);
  });
  const progress = ({ remainingPages }: { readonly remainingPages: number }): void => {
    if (remainingPages !== remaining) movedAt = performance.now();
    remaining = remainingPages;
  };
  try {
    await Promise.race([sqlite.backup(source, file, { rate: 1_000, progress }), stuck]);
  } finally {
    clearInterval(watch);
  }
}
