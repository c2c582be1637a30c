// Looks at a run from a second session: whom it waits for, and how far the server is with an index. It begins late, asks
// rarely and gives up at the first trouble, so that no run is slower for being watched.
import { pause, type Clock } from './clock';
import type { Connection } from './connection';
import { shortQuery } from './planFacts';
import type { RunEvent } from './runEvents';

export interface RunWatch {
  /** Opens a session that is only for watching. */
  readonly connect: () => Promise<Connection>;
  /** How the server knows the sessions of the run; the migration lock's is never among those that wait. */
  readonly applicationName: string;
  readonly clock: Clock;
  /** Aborted when the run has ended. */
  readonly ended: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** A run that is over sooner is not watched at all. */
const BEGIN_AFTER_MS = 1_000;
const EVERY_MS = 1_000;
/** How long the answer to the last question is waited for when the run is over. */
const GIVE_UP_AFTER_MS = 2_000;

/** Watches until the run has ended; never rejects. */
export async function watchRun(watch: RunWatch): Promise<void> {
  const { clock, ended } = watch;
  await pause(clock, BEGIN_AFTER_MS, ended);
  if (watch.ended.aborted) return;
  let connection: Connection | undefined;
  const giveUp = (): void => void clock.after(GIVE_UP_AFTER_MS, () => connection?.abandon());
  try {
    connection = await watch.connect();
    ended.addEventListener('abort', giveUp, { once: true });
    let told: readonly string[] = [];
    while (!ended.aborted) {
      told = await look(watch, connection, told);
      await pause(clock, EVERY_MS, ended);
    }
  } catch {
    // What cannot be seen is not told; the run itself says what is wrong with the server.
  } finally {
    ended.removeEventListener('abort', giveUp);
    await connection?.close();
  }
}

const BLOCKERS = `
  SELECT other.pid, other.usename AS "user", other.application_name AS application, other.state,
         left(other.query, 2000) AS query,
         extract(epoch FROM clock_timestamp() - other.xact_start)::float8 AS since
    FROM pg_catalog.pg_stat_activity AS own
   CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(own.pid)) AS blocker(pid)
    JOIN pg_catalog.pg_stat_activity AS other ON other.pid = blocker.pid
   WHERE own.datname = current_database() AND own.application_name = $1 AND own.wait_event_type = 'Lock'`;
const PROGRESS = `
  SELECT built.phase, built.relid::regclass::text AS table, built.blocks_done, built.blocks_total,
         built.tuples_done, built.tuples_total
    FROM pg_catalog.pg_stat_progress_create_index AS built
    JOIN pg_catalog.pg_stat_activity AS own ON own.pid = built.pid
   WHERE own.datname = current_database() AND own.application_name = $1`;

/** Tells what differs from the look before, which `told` keeps; answers what this one saw. */
async function look(
  watch: RunWatch,
  connection: Connection,
  told: readonly string[],
): Promise<readonly string[]> {
  const seen: string[] = [];
  const tell = (key: string, event: RunEvent): void => {
    seen.push(key);
    if (!told.includes(key) && !watch.ended.aborted) watch.onEvent(event);
  };
  const name = [watch.applicationName];
  for (const row of (await connection.execute(BLOCKERS, name)).rows) {
    const text = (key: string): string => (typeof row[key] === 'string' ? row[key] : '');
    tell(`blocked ${String(row['pid'])}`, {
      event: 'blocked',
      pid: Number(row['pid']),
      user: text('user'),
      application: text('application'),
      state: text('state'),
      query: shortQuery(text('query')),
      sinceSeconds: row['since'] === null ? null : Math.round(Number(row['since'])),
    });
  }
  for (const row of (await connection.execute(PROGRESS, name)).rows) {
    const percent =
      percentOf(row['blocks_done'], row['blocks_total']) ??
      percentOf(row['tuples_done'], row['tuples_total']);
    const [phase, table] = [String(row['phase']), String(row['table'])];
    tell(`progress ${phase} ${table} ${percent ?? ''}`, {
      event: 'progress',
      phase,
      table,
      ...(percent === undefined ? {} : { percent }),
    });
  }
  return seen;
}

function percentOf(done: unknown, total: unknown): number | undefined {
  const [part, whole] = [Number(done), Number(total)];
  return whole > 0 ? Math.min(100, Math.floor((part / whole) * 100)) : undefined;
}
