// Scratch databases on the embedded PostgreSQL. They lie in numbered slots of the cache folder, one user at a time, and
// stay warm between two uses: the owner process of a slot ends by itself when it is idle.
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { EMPTY_DATABASE, type ScratchDatabase } from './scratchDatabase';
import { openConnection, type Connection } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { attachEmbedded } from '../embedded/attach';
import { isProcessAlive, lockAge } from '../embedded/ownerRecord';

export interface EmbeddedScratchOptions {
  /** The bundle `dist/embedded.js`. */
  readonly embeddedScript: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** As many verifications of one person may run at the same time. */
const SLOTS = 8;
/** A lock that names nobody for so long is nobody's. */
const UNNAMED_MS = 5_000;

/** An empty embedded database. Throws a DatabaseProblem when it cannot be had. */
export async function openEmbeddedScratch(options: EmbeddedScratchOptions): Promise<ScratchDatabase> {
  const slot = takeSlot(scratchFolder(options.environment));
  try {
    const scratch = new EmbeddedScratch(slot, options);
    await scratch.open();
    return scratch;
  } catch (error) {
    slot.release();
    throw error;
  }
}

/** `retort/scratch` in the cache folder of the XDG base directories. */
export function scratchFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const cache = environment['XDG_CACHE_HOME'];
  const root = cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), '.cache');
  return join(root, 'retort', 'scratch');
}

interface Slot {
  /** What takes the place of a project's folder for the embedded database. */
  readonly folder: string;
  release(): void;
}

function takeSlot(root: string): Slot {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  removeDrafts(root);
  for (let number = 1; number <= SLOTS; number += 1) {
    const lock = join(root, `${number}.lock`);
    if (!takeLock(lock)) continue;
    const folder = join(root, String(number));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { folder, release: () => rmSync(lock, { force: true }) };
  }
  throw new DatabaseProblem({
    message: `all ${SLOTS} scratch databases in ${root} are in use`,
    nextStep: 'Wait until another verification has ended.',
  });
}

/** Of processes that were killed on their way to a lock. */
function removeDrafts(root: string): void {
  for (const name of readdirSync(root)) {
    const owner = /^\d+\.lock\.(\d+)$/u.exec(name)?.[1];
    if (owner !== undefined && !isProcessAlive(Number(owner))) rmSync(join(root, name), { force: true });
  }
}

/** Takes the lock unless a living process has it. One that was killed leaves its slot to the next. */
function takeLock(path: string): boolean {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    if (createLock(path)) return true;
    const found = readLock(path);
    if (!isAbandoned(path, found)) return false;
    // Of two who find it abandoned one gets hold of it; what somebody else has taken meanwhile is given back.
    const taken = `${path}.${process.pid}`;
    try {
      renameSync(path, taken);
      if (readLock(taken) !== found) linkSync(taken, path);
    } catch {
      return false;
    } finally {
      rmSync(taken, { force: true });
    }
  }
  return false;
}

/** Written beside first: a lock has its number from its first moment on, whenever the process is killed. */
function createLock(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, String(process.pid), { mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return createDirectly(path);
    throw unusable(path, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Some file systems have no hard links. */
function createDirectly(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unusable(path, error);
  }
}

/** One without a number is of a version that wrote it in two steps, or on its way in where there are no hard links. */
function isAbandoned(path: string, content: string): boolean {
  const holder = Number(content);
  if (Number.isInteger(holder) && holder > 0) return !isProcessAlive(holder);
  return lockAge(path) > UNNAMED_MS;
}

function readLock(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function unusable(path: string, error: unknown): DatabaseProblem {
  return new DatabaseProblem({
    message: `no scratch database can be made in ${path}: ${error instanceof Error ? error.message : String(error)}`,
    nextStep: 'Make the cache folder writable, or set XDG_CACHE_HOME.',
  });
}

class EmbeddedScratch implements ScratchDatabase {
  readonly #slot: Slot;
  readonly #options: EmbeddedScratchOptions;
  #connection: Connection | undefined;
  #target: ScratchDatabase['target'] | undefined;

  constructor(slot: Slot, options: EmbeddedScratchOptions) {
    this.#slot = slot;
    this.#options = options;
  }

  get connection(): Connection {
    if (this.#connection === undefined) throw new Error('the scratch database is not open');
    return this.#connection;
  }

  get label(): string {
    return `embedded PostgreSQL ${this.connection.serverVersion}`;
  }

  get target(): ScratchDatabase['target'] {
    if (this.#target === undefined) throw new Error('the scratch database is not open');
    return this.#target;
  }

  async open(): Promise<void> {
    const { host, port, user, password, database } = await attachEmbedded(this.#slot.folder, this.#options);
    this.#target = { kind: 'server', host, port, user, password, database, parameters: new Map() };
    await this.#connect();
    await this.reset();
  }

  async reset(): Promise<void> {
    if (this.connection.isLost) await this.#connect();
    await this.connection.execute('ROLLBACK');
    await this.connection.execute(EMPTY_DATABASE);
  }

  async withoutSession<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection?.close();
    try {
      return await work();
    } finally {
      await this.#connect();
    }
  }

  async dispose(): Promise<void> {
    try {
      if (this.#connection?.isLost === false) await this.reset();
    } catch {
      // The next user empties it first.
    }
    await this.#connection?.close();
    this.#slot.release();
  }

  async #connect(): Promise<void> {
    this.#connection = await openConnection(
      { kind: 'embedded' },
      { project: this.#slot.folder, applicationName: 'retort scratch', ...this.#options },
    );
  }
}
