// Opens a session with a SQLite file.
import { basename } from 'node:path';
import type { Connection, ConnectionContext, Execution, TransactionState } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import type { SqliteTarget } from '../target';
import { sqliteLocation, type SqliteLocation } from './location';
import type { SqliteValue } from './messages';
import { SqliteProcess } from './sqliteProcess';

/** SQLite keeps it in 32 bits. */
const FOR_EVER_MS = 2 ** 31 - 1;

/** A session; for writing the file is made where it is missing. A DatabaseProblem says why there is none. */
export async function openSqlite(target: SqliteTarget, context: ConnectionContext): Promise<Connection> {
  if (context.sqlite === undefined) {
    throw new DatabaseProblem({
      message: `${target.path} is a SQLite file, which is not opened here`,
      nextStep: 'Use the command line.',
    });
  }
  const { script, workingFolder, isForWriting } = context.sqlite;
  const location = sqliteLocation(target, workingFolder);
  const wait = context.limits?.lockTimeoutSeconds;
  const timeoutMs = wait === undefined ? location.timeoutMs : wait === 0 ? FOR_EVER_MS : wait * 1000;
  return await openSession(script, { ...location, timeoutMs }, isForWriting);
}

async function openSession(
  script: string,
  location: SqliteLocation,
  isForWriting: boolean,
): Promise<Connection> {
  const child = SqliteProcess.start(script, location);
  try {
    const { file, timeoutMs } = location;
    const opened = await child.ask({ kind: 'open', file, isForWriting, timeoutMs }, 'opened');
    const reopen = async (): Promise<Connection> => await openSession(script, location, isForWriting);
    return new SqliteSession(location, child, opened.version, reopen);
  } catch (error) {
    await child.kill();
    throw error;
  }
}

class SqliteSession implements Connection {
  readonly kind = 'sqlite';
  /** Takes the lock of a writer at once: one that waits for it in the middle could not be tried again. */
  readonly begin = 'BEGIN IMMEDIATE';
  readonly label: string;
  readonly database: string;
  readonly file: string;
  readonly serverVersion: string;
  readonly reopen: () => Promise<Connection>;
  readonly #child: SqliteProcess;

  constructor(
    location: SqliteLocation,
    child: SqliteProcess,
    version: string,
    reopen: () => Promise<Connection>,
  ) {
    this.label = location.label;
    this.file = location.file;
    this.database = basename(location.file);
    this.serverVersion = version;
    this.reopen = reopen;
    this.#child = child;
  }

  get transaction(): TransactionState {
    return this.#child.isInTransaction ? 'open' : 'idle';
  }

  get isLost(): boolean {
    return this.#child.isLost;
  }

  /** One statement, as for Python's driver, which takes no scripts. */
  async execute(sql: string, values: readonly unknown[] = []): Promise<Execution> {
    const request = { kind: 'execute', sql, values: values as readonly SqliteValue[] } as const;
    const { rows, rowCount } = await this.#child.ask(request, 'executed');
    return { rows, rowCount };
  }

  async executeScript(sql: string): Promise<void> {
    await this.#child.ask({ kind: 'script', sql }, 'executed');
  }

  async cancel(): Promise<void> {
    if (this.#child.isBusy) await this.#child.kill();
  }

  abandon(): void {
    void this.#child.kill();
  }

  async close(): Promise<void> {
    await this.#child.close();
  }
}
