// What is remembered of revision files between two starts: their headers, by content. As in git's index, a file whose
// size, times and inode are those of the last look is taken as unchanged; any other is read and known by its hash.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RevisionHeader } from '../engine/index';
import { shortHash, writeCacheFile } from './cacheFile';
import { restoreHeader, storeHeader, type StoredHeader } from './storedHeader';

/** A file changed this shortly before it was looked at may change again within the same tick of its clock. */
const RACY_MILLISECONDS = 2000;

/** What the system says about a file without opening it. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

/** One file as remembered: its stamp, the hash of its content, and its header. */
type Entry = readonly [
  Stamp['size'],
  Stamp['modified'],
  Stamp['changed'],
  Stamp['inode'],
  string,
  StoredHeader,
];

interface Stored {
  readonly version: string;
  readonly project: string;
  readonly written: number;
  readonly files: Readonly<Record<string, Entry>>;
}

/** Where the memory of one project lies, and for which engine it holds. */
export interface CachePlace {
  readonly folder: string;
  /** Tells the project from others: the folders its revisions lie in. */
  readonly project: string;
  /** Headers that another version of the engine read are not taken. */
  readonly engineVersion: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The headers of one project. A memory that cannot be read or written is no memory; it never fails a command. */
export class HeaderCache {
  readonly #place: CachePlace;
  readonly #files: Readonly<Record<string, Entry>>;
  readonly #written: number;
  readonly #next: Record<string, Entry> = {};
  #byHash: Map<string, StoredHeader> | undefined;
  #isChanged = false;
  #count = 0;

  constructor(place: CachePlace) {
    this.#place = place;
    const stored = readStored(place);
    this.#files = stored?.files ?? {};
    this.#written = stored?.written ?? 0;
  }

  /** The header of a file that has not changed since it was remembered. */
  unchanged(path: string, stamp: Stamp): RevisionHeader | undefined {
    const entry = this.#files[path];
    if (entry === undefined || !isSame(entry, stamp) || this.#isRacy(stamp)) return undefined;
    this.#keep(path, entry);
    return restoreHeader(path, entry[5]);
  }

  /** The hash of a file's content, where its header is remembered as it is now. */
  hashOf(path: string): string | undefined {
    return this.#next[path]?.[4];
  }

  /** The header that the same content had, at this place or another. */
  sameContent(path: string, hash: string): RevisionHeader | undefined {
    this.#byHash ??= new Map(Object.values(this.#files).map((entry) => [entry[4], entry[5]]));
    const stored = this.#byHash.get(hash);
    if (stored === undefined) return undefined;
    return restoreHeader(path, stored);
  }

  /** Keeps what was read. The header has to depend on nothing but the content; the stamp is that before reading. */
  remember(hash: string, stamp: Stamp, header: RevisionHeader): void {
    this.#isChanged = true;
    const { size, modified, changed, inode } = stamp;
    this.#keep(header.path, [size, modified, changed, inode, hash, storeHeader(header)]);
  }

  /** Writes what is known, when that differs from what was read. */
  save(): void {
    if (!this.#isChanged && this.#count === Object.keys(this.#files).length) return;
    const { project, engineVersion, now } = this.#place;
    const stored: Stored = { version: engineVersion, project, written: now, files: this.#next };
    writeCacheFile(fileOf(this.#place), JSON.stringify(stored), now);
  }

  #keep(path: string, entry: Entry): void {
    this.#next[path] = entry;
    this.#count++;
  }

  #isRacy(stamp: Stamp): boolean {
    return (
      stamp.modified >= this.#written - RACY_MILLISECONDS ||
      stamp.changed >= this.#written - RACY_MILLISECONDS
    );
  }
}

function fileOf({ folder, project }: CachePlace): string {
  return join(folder, `${shortHash(project)}.json`);
}

function readStored(place: CachePlace): Stored | undefined {
  try {
    const stored = JSON.parse(readFileSync(fileOf(place), 'utf8')) as Partial<Stored>;
    if (stored.version !== place.engineVersion || stored.project !== place.project) return undefined;
    return typeof stored.written === 'number' ? (stored as Stored) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where there is no regular file. */
export function stampOf(path: string): Stamp | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined || !status.isFile()) return undefined;
  return { size: status.size, modified: status.mtimeMs, changed: status.ctimeMs, inode: status.ino };
}

/** True when nothing says that the file was changed in between. */
export function isSameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

function isSame(entry: Entry, stamp: Stamp): boolean {
  return (
    entry[0] === stamp.size &&
    entry[1] === stamp.modified &&
    entry[2] === stamp.changed &&
    entry[3] === stamp.inode
  );
}
