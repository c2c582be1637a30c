// Reads a tar archive in memory: plain files only, which is what the extensions of the embedded database are.

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** The files of the archive up to its first empty block. Folders and links are left out. */
export function* archiveFiles(archive: Buffer): Generator<ArchiveFile> {
  let start = 0;
  while (start + BLOCK <= archive.length && archive[start] !== 0) {
    const header = archive.subarray(start, start + BLOCK);
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
    const type = String.fromCharCode(header[156] ?? 0);
    const prefix = field(header, 345, 500);
    const name = prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`;
    start += BLOCK;
    if ((type === '0' || type === '\0') && !name.endsWith('/'))
      yield { name, bytes: archive.subarray(start, start + size) };
    start += Math.ceil(size / BLOCK) * BLOCK;
  }
}

function field(header: Buffer, from: number, to: number): string {
  const end = header.indexOf(0, from);
  return header.toString('utf8', from, end < 0 || end > to ? to : end);
}
