// The lock that lets one run at a time change a SQLite file: a small file beside it, gone when the run has ended.
import { randomBytes } from 'node:crypto';
import { pause } from '../clock';
import { DatabaseProblem } from '../databaseProblem';
import { isDead, takeOwnerLock, type OwnerLock } from '../embedded/ownerLock';
import { HEARTBEAT_MS, readOwnerRecord, thisMachine } from '../embedded/ownerRecord';
import type { MigrationLock, MigrationLockOptions } from '../migrationLock';

/** How long another run is waited for. */
const LIMIT_MS = 10_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2_000;

/** Where the lock of a file is; never to be changed: runs of different versions of Retort have to meet on it. */
export function fileLockOf(file: string): string {
  return `${file}.retort-lock`;
}

/** Undefined when `signal` was aborted meanwhile. A lock whose process is gone is taken over. */
export async function takeFileLock(
  file: string,
  label: string,
  { clock, random, signal }: Pick<MigrationLockOptions, 'clock' | 'random' | 'signal'>,
): Promise<MigrationLock | undefined> {
  const lock = fileLockOf(file);
  const record = {
    processId: process.pid,
    machine: thisMachine(),
    // What only the owner of an embedded database has.
    ...{ host: '', port: 0, token: randomBytes(12).toString('hex'), database: '' },
  };
  const deadline = clock.now() + LIMIT_MS;
  for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    const held = take(lock, record, label);
    if (held !== undefined) return keep(held);
    if (clock.now() >= deadline) throw busy(lock, label);
    await pause(clock, FIRST_PAUSE_MS + random() * (longest - FIRST_PAUSE_MS), signal);
    if (signal.aborted) return undefined;
  }
}

function take(
  lock: string,
  record: Parameters<typeof takeOwnerLock>[1],
  label: string,
): OwnerLock | undefined {
  try {
    return takeOwnerLock(lock, record, isDead(lock));
  } catch (error) {
    throw new DatabaseProblem({
      message: `the lock of ${label} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      nextStep: 'SQLite writes its journal beside the file, too: make the folder writable, then try again.',
    });
  }
}

/** Another machine that shares the folder sees by the touches that we live. */
function keep(held: OwnerLock): MigrationLock {
  const timer = setInterval(() => held.beat(), HEARTBEAT_MS);
  timer.unref();
  return {
    release() {
      clearInterval(timer);
      held.release();
      return Promise.resolve();
    },
  };
}

function busy(lock: string, label: string): DatabaseProblem {
  const found = readOwnerRecord(lock);
  const who = found === undefined || found === 'unreadable' ? '' : ` (process ${found.processId})`;
  return new DatabaseProblem({
    message: `another run is changing ${label}${who}: its migration lock was not free within ${LIMIT_MS / 1000} s`,
    nextStep: `Wait until that run is done, then make the plan again. If no run is under way, delete ${lock}.`,
  });
}
