// The lock that keeps a data folder to one owner process. Two owners would corrupt it without a word.
import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isProcessAlive, judgeProcess, lockAge, readOwnerRecord, type OwnerRecord } from './ownerRecord';

const UNREADABLE_MS = 5_000;

export interface OwnerLock {
  /** Touches the lock file. False when it is no longer ours, which means that the folder must not be touched again. */
  beat(): boolean;
  release(): void;
}

/**
 * Takes the lock, or returns undefined when somebody else has it or is about to. The record has to name a port that
 * already listens: whoever finds it closed then knows that the owner is gone.
 */
export function takeOwnerLock(
  lock: string,
  record: OwnerRecord,
  isStale: (found: OwnerRecord) => boolean,
): OwnerLock | undefined {
  const content = `${JSON.stringify(record)}\n`;
  if (create(lock, content)) return heldLock(lock, content);
  if (!mayReplace(lock, isStale)) return undefined;
  const claim = exclusiveClaim(lock);
  if (claim === undefined) return undefined;
  try {
    // Only the one claimant removes a lock, and only after looking at it again: the stale one may have been replaced.
    if (!mayReplace(lock, isStale)) return undefined;
    unlinkSync(lock);
    return create(lock, content) ? heldLock(lock, content) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    remove(claim);
  }
}

function mayReplace(lock: string, isStale: (found: OwnerRecord) => boolean): boolean {
  const found = readOwnerRecord(lock);
  if (found === undefined) return false;
  // Without hard links a lock file is empty for a moment before it has its content.
  if (found === 'unreadable') return lockAge(lock) > UNREADABLE_MS;
  return isStale(found);
}

/** A process that runs nowhere on this machine, and is not known to run elsewhere, owns nothing. */
export function isDead(lock: string): (found: OwnerRecord) => boolean {
  return (found) => judgeProcess(found, lock) === 'gone';
}

/** True when the file came into being with this content by this call. */
function create(lock: string, content: string): boolean {
  const draft = `${lock}.${process.pid}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Some file systems have no hard links.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return createDirectly(lock, content);
    throw error;
  } finally {
    remove(draft);
  }
}

function createDirectly(lock: string, content: string): boolean {
  try {
    writeFileSync(lock, content, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Announces the wish to remove a stale lock by a file of our own, then looks for others: of two who do that, at least
 * one sees the other and steps back. Both may; they try again later. Returns the file, or undefined after stepping back.
 */
function exclusiveClaim(lock: string): string | undefined {
  const folder = dirname(lock);
  const prefix = `${basename(lock)}.claim.`;
  const claim = join(folder, `${prefix}${process.pid}.${randomBytes(6).toString('hex')}`);
  writeFileSync(claim, '', { flag: 'wx' });
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    if (!name.startsWith(prefix) || other === claim) continue;
    if (isProcessAlive(Number.parseInt(name.slice(prefix.length), 10))) {
      remove(claim);
      return undefined;
    }
    remove(other);
  }
  return claim;
}

function heldLock(lock: string, content: string): OwnerLock {
  const isOurs = (): boolean => {
    try {
      return readFileSync(lock, 'utf8') === content;
    } catch {
      return false;
    }
  };
  return {
    beat() {
      if (!isOurs()) return false;
      const now = new Date();
      utimesSync(lock, now, now);
      return true;
    },
    release() {
      if (isOurs()) remove(lock);
    },
  };
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else removed it.
  }
}
