// Results of an earlier start, by what they were made from: nothing is worked out twice while its inputs are the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { shortHash, writeCacheFile } from './cacheFile';
import type { ReadModules } from './readModules';

/** So many results are kept of one project, the latest first. */
const MOST_RESULTS = 20_000;
const CHECKSUM_BYTES = 9;

interface Stored<T> {
  readonly madeFrom: string;
  /** The project's modules that were read, by the hash of their text; null for those that are not there. */
  readonly modules: Readonly<Record<string, string | null>>;
  readonly results: Readonly<Record<string, T>>;
}

/** Where results are kept, and what all of them depend on. */
export interface ResultsPlace {
  readonly folder: string;
  /** Everything that all results depend on beside the project's modules; another one finds nothing here. */
  readonly madeFrom: string;
  readonly modules: ReadModules;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Results of one kind by name, which tells everything else that the result depends on. They are written as JSON, so
 * they come back as values without methods. What cannot be read or written is not there; it never fails a command.
 */
export class KeptResults<T> {
  readonly #place: ResultsPlace;
  readonly #found: Readonly<Record<string, T>>;
  readonly #used = new Map<string, T>();
  #isChanged = false;

  constructor(place: ResultsPlace) {
    this.#place = place;
    this.#found = readStored<T>(place)?.results ?? {};
  }

  get(name: string): T | undefined {
    const found = this.#used.get(name) ?? this.#found[name];
    if (found !== undefined) this.#used.set(name, found);
    return found;
  }

  set(name: string, result: T): void {
    this.#isChanged = true;
    this.#used.set(name, result);
  }

  /** Writes what there is, when something was added. */
  save(): void {
    if (!this.#isChanged) return;
    const { madeFrom, modules, now } = this.#place;
    const all = new Map([
      ...this.#used,
      ...Object.entries(this.#found).filter(([name]) => !this.#used.has(name)),
    ]);
    const results = Object.fromEntries([...all].slice(0, MOST_RESULTS));
    const stored: Stored<T> = { madeFrom, modules: modules.hashes(), results };
    const bytes = Buffer.from(JSON.stringify(stored));
    writeCacheFile(fileOf(this.#place), Buffer.concat([Buffer.from(checksum(bytes)), bytes]), now);
  }
}

function fileOf({ folder, madeFrom }: ResultsPlace): string {
  return join(folder, `${shortHash(madeFrom)}.json`);
}

/** Eight digits and a line end. */
function checksum(bytes: Uint8Array): string {
  return `${crc32(bytes)
    .toString(16)
    .padStart(CHECKSUM_BYTES - 1, '0')}\n`;
}

function readStored<T>(place: ResultsPlace): Stored<T> | undefined {
  try {
    const bytes = readFileSync(fileOf(place));
    const rest = bytes.subarray(CHECKSUM_BYTES);
    // Damage inside a text would be JSON all the same.
    if (bytes.toString('latin1', 0, CHECKSUM_BYTES) !== checksum(rest)) return undefined;
    const stored = JSON.parse(rest.toString('utf8')) as Stored<T>;
    if (stored.madeFrom !== place.madeFrom) return undefined;
    return place.modules.areSame(stored.modules) ? stored : undefined;
  } catch {
    return undefined;
  }
}
