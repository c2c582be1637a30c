// A digest of the pages of a SQLite file: equal content gives an equal digest, however often it was copied.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 20;

/** The file must not be open in this process: closing it here would drop the locks of SQLite. */
export function digestOf(file: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let position = 0; ;) {
      const count = readSync(descriptor, buffer, 0, CHUNK_BYTES, position);
      if (count === 0) break;
      // Counters of the header and the version of the library in it change with every copy: https://www.sqlite.org/fileformat2.html#the_database_header
      if (position === 0) {
        buffer.fill(0, 24, 28);
        buffer.fill(0, 40, 44);
        buffer.fill(0, 92, 100);
      }
      hash.update(buffer.subarray(0, count));
      position += count;
    }
  } finally {
    closeSync(descriptor);
  }
  return `pages:${hash.digest('hex')}`;
}
