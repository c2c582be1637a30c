// What the owner process writes about itself for everybody who wants to attach, and how to judge what is found.
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/** The content of the lock file; `token` is the password. */
export interface OwnerRecord {
  readonly processId: number;
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly database: string;
  readonly machine: Machine;
}

/** Where a process id means something. A container or another host sharing the folder has its own process ids. */
export interface Machine {
  readonly name: string;
  /** Changes with every boot where the system tells; otherwise the minute of the boot. */
  readonly boot: string;
  readonly processNamespace: string;
}

export function thisMachine(): Machine {
  return {
    name: hostname(),
    boot: read('/proc/sys/kernel/random/boot_id') ?? String(Math.round((Date.now() / 1000 - uptime()) / 60)),
    processNamespace: link('/proc/self/ns/pid') ?? '',
  };
}

/** The record in the lock file; undefined when there is none, `unreadable` when it is not one of ours. */
export function readOwnerRecord(lock: string): OwnerRecord | 'unreadable' | undefined {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value = JSON.parse(text) as Partial<OwnerRecord>;
    const { processId, host, port, token, database, machine } = value;
    const isWhole =
      typeof processId === 'number' &&
      typeof host === 'string' &&
      typeof port === 'number' &&
      typeof token === 'string' &&
      typeof database === 'string' &&
      typeof machine === 'object';
    return isWhole ? { processId, host, port, token, database, machine } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** The owner touches its lock file this often. */
export const HEARTBEAT_MS = 10_000;
/** After so long without a touch an owner on another machine counts as gone. */
const FOREIGN_SILENCE_MS = 6 * HEARTBEAT_MS;

/**
 * Whether the process behind a record can still exist: `gone` for certain, `here` when a process of that number runs on
 * this machine, `elsewhere` when the record is of another machine and still touched.
 */
export function judgeProcess(record: OwnerRecord, lock: string): 'gone' | 'here' | 'elsewhere' {
  const here = thisMachine();
  if (record.machine.name !== here.name || record.machine.processNamespace !== here.processNamespace) {
    return lockAge(lock) > FOREIGN_SILENCE_MS ? 'gone' : 'elsewhere';
  }
  // Where the system has no boot id, the computed minute may be off by one.
  const isSameBoot =
    record.machine.boot === here.boot || Math.abs(Number(record.machine.boot) - Number(here.boot)) <= 1;
  return isSameBoot && isProcessAlive(record.processId) ? 'here' : 'gone';
}

export function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Milliseconds since the lock file was touched. */
export function lockAge(lock: string): number {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return Infinity;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function link(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
