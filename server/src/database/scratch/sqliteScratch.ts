// Scratch databases of SQLite: files in the cache folder, each in a folder that bears the number of the process that uses
// it. What a killed process left behind is removed at the next start.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './embeddedScratch';
import type { ScratchDatabase } from './scratchDatabase';
import { openConnection, type Connection } from '../connection';
import { isProcessAlive } from '../embedded/ownerRecord';
import { nodeSqliteObstacle } from '../sqlite/nodeSqlite';
import type { SqliteTarget } from '../target';

export interface SqliteScratchOptions {
  /** The bundle `dist/sqlite.js`. */
  readonly sqliteScript: string;
  /** The bundle `dist/embedded.js`, which every way to open a session names. */
  readonly embeddedScript: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const PREFIX = 'sqlite-';

/** An empty file. Its session only reads where this Node has no SQLite: then Alembic is the one that writes. */
export async function openSqliteScratch(options: SqliteScratchOptions): Promise<ScratchDatabase> {
  const root = scratchFolder(options.environment);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  removeAbandoned(root);
  const folder = mkdtempSync(join(root, `${PREFIX}${process.pid}-`));
  const scratch = new SqliteScratch(folder, options);
  try {
    await scratch.open();
    return scratch;
  } catch (error) {
    await scratch.dispose();
    throw error;
  }
}

function removeAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`, 'u').exec(name)?.[1];
    if (owner === undefined || isProcessAlive(Number(owner))) continue;
    rmSync(join(root, name), { recursive: true, force: true });
  }
}

class SqliteScratch implements ScratchDatabase {
  readonly target: SqliteTarget;
  readonly #folder: string;
  readonly #options: SqliteScratchOptions;
  #connection: Connection | undefined;

  constructor(folder: string, options: SqliteScratchOptions) {
    this.#folder = folder;
    this.#options = options;
    this.target = {
      kind: 'sqlite',
      scheme: 'sqlite',
      path: join(folder, 'scratch.db'),
      parameters: new Map(),
    };
  }

  get connection(): Connection {
    if (this.#connection === undefined) throw new Error('the scratch database is not open');
    return this.#connection;
  }

  get label(): string {
    return `a SQLite ${this.connection.serverVersion} file`;
  }

  async open(): Promise<void> {
    const { sqliteScript, embeddedScript, environment } = this.#options;
    this.#connection = await openConnection(this.target, {
      project: this.#folder,
      embeddedScript,
      environment,
      sqlite: {
        script: sqliteScript,
        workingFolder: this.#folder,
        isForWriting: nodeSqliteObstacle() === undefined,
      },
    });
  }

  async reset(): Promise<void> {
    await this.#connection?.close();
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name), { force: true });
    await this.open();
  }

  async withoutSession<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection?.close();
    try {
      return await work();
    } finally {
      await this.open();
    }
  }

  async dispose(): Promise<void> {
    await this.#connection?.close().catch(() => undefined);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
