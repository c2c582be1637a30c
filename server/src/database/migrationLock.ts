// The lock that lets one run at a time change a server. Alembic has none: two deployments race.
import { createHash } from 'node:crypto';
import { pause, type Clock } from './clock';
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';
import { losesSessions, pooled } from './pooling';
import type { VersionTable } from './versionRows';

export interface MigrationLock {
  release(): Promise<void>;
}

export interface MigrationLockOptions {
  readonly table: VersionTable;
  readonly clock: Clock;
  /** 0 <= random() < 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** How long another run is waited for. */
const LIMIT_MS = 10_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Takes the lock on a session of its own, which stays idle while the run works. It is polled: a session that waits
 * inside pg_advisory_lock holds a snapshot, and CREATE INDEX CONCURRENTLY of the other run would wait for it for ever.
 * On the embedded database its one session is the lock; beside a SQLite file it is a file. Undefined when `signal` was aborted meanwhile.
 */
export async function takeMigrationLock(
  connection: Connection,
  options: MigrationLockOptions,
): Promise<MigrationLock | undefined> {
  if (connection.kind === 'embedded') return { release: () => Promise.resolve() };
  if (connection.file !== undefined) {
    const { takeFileLock } = await import('./sqlite/fileLock');
    return await takeFileLock(connection.file, connection.label, options);
  }
  const { clock, random, signal } = options;
  const key = lockKey(connection.database, options.table);
  const session = await connection.reopen();
  const release = async (): Promise<void> => await session.close();
  try {
    // Before the lock is taken: behind such a pooler it would stay with a session that nobody can find again.
    if (await losesSessions(session, connection, clock)) throw pooled(connection.label);
    const deadline = clock.now() + LIMIT_MS;
    for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
      const { rows } = await session.execute('SELECT pg_try_advisory_lock($1::bigint) AS taken', [key]);
      if (rows[0]?.['taken'] === true) break;
      if (clock.now() >= deadline) throw busy(connection.label);
      await pause(clock, FIRST_PAUSE_MS + random() * (longest - FIRST_PAUSE_MS), signal);
      if (signal.aborted) {
        await release();
        return undefined;
      }
    }
    if (!(await isHeld(session, key))) throw pooled(connection.label);
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Never to be changed: runs of different versions of Retort have to meet on it. */
export function lockKey(database: string, { name, schema }: VersionTable): string {
  const text = ['retort', database, schema ?? '', name].join('\0');
  return createHash('sha256').update(text).digest().readBigInt64BE(0).toString();
}

async function isHeld(session: Connection, key: string): Promise<boolean> {
  const { rows } = await session.execute(
    `SELECT count(*) AS held FROM pg_catalog.pg_locks
      WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid() AND granted AND objsubid = 1
        AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
    [key],
  );
  return Number(rows[0]?.['held']) > 0;
}

function busy(label: string): DatabaseProblem {
  return new DatabaseProblem({
    message: `another run is changing ${label}: its migration lock was not free within ${LIMIT_MS / 1000} s`,
    nextStep: 'Wait until that run is done, then make the plan again.',
  });
}
