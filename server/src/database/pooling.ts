// Finds out whether a pooler gives every transaction another session of the server. Then no lock of a session holds, and
// what is set on one is lost or left to somebody else.
import { pause, type Clock } from './clock';
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';

const ROUNDS = 4;
/** A pool of one session cannot serve two of ours: then the question itself waits. */
const PATIENCE_MS = 3_000;

/**
 * True when the session does not keep its place on the server. While the second session is inside a transaction it has a
 * place of its own; a pooler in transaction mode then gives the first one another, or lets it wait.
 */
export async function losesSessions(first: Connection, second: Connection, clock: Clock): Promise<boolean> {
  if (first.server?.isBehindPooler !== true) return false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await place(first);
    await second.execute('BEGIN');
    try {
      const taken = await place(second);
      const after = await withinPatience(place(first), clock);
      if (before === taken || before !== after) return true;
    } finally {
      await second.execute('ROLLBACK');
    }
  }
  return false;
}

/** What is said of a way that loses sessions. */
export function pooled(label: string): DatabaseProblem {
  return new DatabaseProblem({
    message: `${label} does not keep sessions: a pooler in transaction mode (such as PgBouncer) stands before it, and the lock that keeps two runs apart would not hold`,
    nextStep: 'Connect to the server itself, or through a pool in session mode.',
  });
}

async function place(connection: Connection): Promise<number> {
  const { rows } = await connection.execute('SELECT pg_backend_pid() AS pid');
  return Number(rows[0]?.['pid']);
}

async function withinPatience(answer: Promise<number>, clock: Clock): Promise<number | undefined> {
  const settled = new AbortController();
  try {
    // Once patience is over nobody waits for the answer, which may still fail.
    const kept = answer.catch(() => undefined);
    return await Promise.race([kept, pause(clock, PATIENCE_MS, settled.signal).then(() => undefined)]);
  } finally {
    settled.abort();
  }
}
