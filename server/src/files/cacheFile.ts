// One file of the cache folder: written whole or not at all, for this user alone, and removed when nobody has written it
// for long. Whoever reads it judges whether it still holds.
import { mkdirSync, readdirSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What nobody has written for so long is removed. */
const OLDEST_MILLISECONDS = 30 * 24 * 3600 * 1000;

/** Writes the file and removes old ones beside it. A folder that cannot be written costs time, nothing else. */
export function writeCacheFile(path: string, content: string | Uint8Array, now: number): void {
  const folder = dirname(path);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, path);
    for (const name of readdirSync(folder)) {
      const other = join(folder, name);
      if (statSync(other).mtimeMs < now - OLDEST_MILLISECONDS) unlinkSync(other);
    }
  } catch {
    // What is kept here can be made again.
  }
}

/** Two numbers of 32 bits that depend on every letter: enough for a file name whose content names what it is for. */
export function shortHash(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x5bd1e995) ^ (b >>> 13);
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}
