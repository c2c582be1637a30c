// Folders for what is thrown away when a command ends, as copies of databases. One that a killed process left behind is
// removed by the next that needs such a folder.
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from '../embedded/ownerRecord';

/** A new folder for this user alone; whoever makes it removes it. `purpose` is a word of letters. */
export function makeThrowawayFolder(purpose: string): string {
  removeAbandoned(tmpdir());
  return mkdtempSync(join(tmpdir(), `retort-${purpose}-${processNamespace()}-${process.pid}-`));
}

function removeAbandoned(root: string): void {
  const pattern = new RegExp(`^retort-[a-z]+-${processNamespace()}-(\\d+)-`, 'u');
  try {
    for (const name of readdirSync(root)) {
      const owner = pattern.exec(name)?.[1];
      if (owner === undefined || isProcessAlive(Number(owner))) continue;
      rmSync(join(root, name), { recursive: true, force: true });
    }
  } catch {
    // It belongs to somebody else, who will remove it.
  }
}

/** A container that shares the folder has process numbers of its own. */
function processNamespace(): string {
  try {
    return /\d+/u.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}
