// Reading a SQLite file where Node has no SQLite: its files are copied and the copy is opened with SQLite as WASM, which
// sees no locks of other programs and so must never have the file itself open.
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SqliteValue } from './messages';
import { makeThrowawayFolder } from '../scratch/throwawayFolder';

interface WasmDatabase {
  exec(sql: string): void;
  all(sql: string, values: readonly SqliteValue[]): readonly Readonly<Record<string, SqliteValue>>[];
  close(): void;
}

interface WasmModule {
  readonly Database: new (file?: string) => WasmDatabase;
}

/** What is read of a copy. It goes away when it is closed. */
export interface CopiedDatabase {
  all(
    sql: string,
    values: readonly SqliteValue[],
  ): { readonly rows: readonly Readonly<Record<string, SqliteValue>>[]; readonly rowCount: number };
  /** False when the file has changed since it was copied. */
  isCurrent(): boolean;
  /** Writes the content as one file. */
  writeTo(file: string): void;
  close(): void;
}

const SUFFIXES = ['', '-journal', '-wal'];
const TRIES = 20;
const PAUSE_MS = 50;
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Opens a copy, or an empty database where there is no file. */
export function openCopy(file: string, vendorFolder: string): CopiedDatabase {
  const folder = makeThrowawayFolder('copy');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'copy.sqlite');
    const taken = existsSync(file) ? copyWhole(file, copy) : momentOf(file);
    const isCurrent = (): boolean => momentOf(file) === taken;
    return { ...openWasm(copy, vendorFolder, remove), isCurrent };
  } catch (error) {
    remove();
    throw withCode(error);
  }
}

function openWasm(copy: string, vendorFolder: string, remove: () => void): Omit<CopiedDatabase, 'isCurrent'> {
  const load = createRequire(join(vendorFolder, 'node-sqlite3-wasm.js'));
  const { Database } = load('./node-sqlite3-wasm.js') as WasmModule;
  const open = (): WasmDatabase => {
    const opened = new Database(copy);
    try {
      // A file in WAL mode opens only so: the shared memory of WAL does not exist here.
      opened.exec('PRAGMA locking_mode = exclusive');
      opened.all('SELECT count(*) FROM sqlite_master', []);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  };
  let database = open();
  return {
    all(sql, values) {
      try {
        const rows = database.all(sql, values);
        return { rows, rowCount: rows.length };
      } catch (error) {
        throw withCode(error);
      }
    },
    writeTo(file) {
      // Closing it moves what is in the WAL into the file.
      database.close();
      copyFileSync(copy, file);
      database = open();
    },
    close() {
      database.close();
      remove();
    },
  };
}

/** Copies the file with its journal and WAL, all of one moment, and answers which. */
function copyWhole(file: string, copy: string): string {
  for (let attempt = 1; ; attempt += 1) {
    const before = momentOf(file);
    for (const suffix of SUFFIXES) {
      rmSync(`${copy}${suffix}`, { force: true });
      if (suffix !== '' && !existsSync(`${file}${suffix}`)) continue;
      try {
        copyFileSync(`${file}${suffix}`, `${copy}${suffix}`);
      } catch (error) {
        // A journal may go away while we look.
        if (suffix === '' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    if (momentOf(file) === before) return before;
    if (attempt === TRIES) throw Object.assign(new Error('database is locked'), { errcode: BUSY });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

/** Changes whenever one of the files does. */
function momentOf(file: string): string {
  return SUFFIXES.map((suffix) => {
    const found = statSync(`${file}${suffix}`, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? 'none' : `${found.size} ${found.mtimeNs} ${found.ino}`;
  }).join();
}

/** The errors of the WASM build carry their text only. */
function withCode(error: unknown): unknown {
  const message = String((Object(error) as { readonly message?: unknown }).message);
  const code = message.includes('not a database')
    ? NOT_A_DATABASE
    : message.includes('malformed')
      ? CORRUPT
      : undefined;
  return code === undefined || !(error instanceof Error) ? error : Object.assign(error, { errcode: code });
}
