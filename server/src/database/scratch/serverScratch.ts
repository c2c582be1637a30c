// Scratch databases on a PostgreSQL server that somebody named: CREATE DATABASE, and DROP DATABASE afterwards. Those
// that a killed process left behind are found by their names and dropped at the next start: a session of their owner holds a
// lock for as long as it lives.
import { randomBytes } from 'node:crypto';
import type { ScratchDatabase } from './scratchDatabase';
import { openConnection, type Connection, type ConnectionContext } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import type { Target } from '../target';

const PREFIX = 'retort_scratch_';
/** The end of a name whose owner holds a lock; behind a pooler there is none that lasts. */
const HELD = '_held';
/** The first half of the lock's key; the second is the random part of the name. */
const LOCK_CLASS = 0x5e70;
/** Without a lock: one that is older and has no session belongs to nobody. */
const ABANDONED_SECONDS = 120;

/** A new, empty database beside the one that `target` names, which itself is only connected to. */
export async function openServerScratch(
  target: Extract<Target, { readonly kind: 'server' }>,
  context: ConnectionContext,
): Promise<ScratchDatabase> {
  const scratch = new ServerScratch(target, context);
  await scratch.open();
  return scratch;
}

class ServerScratch implements ScratchDatabase {
  readonly #context: ConnectionContext;
  readonly #maintenance: Extract<Target, { readonly kind: 'server' }>;
  target: Extract<Target, { readonly kind: 'server' }>;
  /** Of the server's own database, with the lock. */
  #owner: Connection | undefined;
  #connection: Connection | undefined;

  constructor(maintenance: Extract<Target, { readonly kind: 'server' }>, context: ConnectionContext) {
    const seconds = Math.floor(Date.now() / 1000);
    this.#maintenance = maintenance;
    this.#context = { ...context, applicationName: 'retort scratch' };
    this.target = { ...maintenance, database: `${PREFIX}${seconds}_${randomBytes(4).toString('hex')}` };
  }

  get connection(): Connection {
    if (this.#connection === undefined) throw new Error('the scratch database is not open');
    return this.#connection;
  }

  get label(): string {
    const host = this.#maintenance.host ?? 'localhost';
    return `${this.target.database ?? ''} on ${host}, PostgreSQL ${this.connection.serverVersion}`;
  }

  async open(): Promise<void> {
    this.#owner = await openConnection(this.#maintenance, this.#context);
    try {
      await dropAbandoned(this.#owner);
      await this.#hold(this.#owner);
      await create(this.#owner, this.target.database ?? '');
      this.#connection = await openConnection(this.target, this.#context);
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  /** Whoever finds the lock free knows that this process is gone. */
  async #hold(owner: Connection): Promise<void> {
    if (owner.server?.isBehindPooler === true) return;
    const name = this.target.database ?? '';
    this.target = { ...this.target, database: `${name}${HELD}` };
    await owner.execute(
      "SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name = 'idle_session_timeout'",
    );
    await owner.execute(`SELECT pg_catalog.pg_advisory_lock(${LOCK_CLASS}, ('x' || $1)::bit(32)::int)`, [
      name.slice(-8),
    ]);
  }

  async reset(): Promise<void> {
    await this.#connection?.close();
    const name = this.target.database ?? '';
    await this.#maintain(async (server) => {
      await server.execute(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await server.execute(`CREATE DATABASE "${name}"`);
    });
    this.#connection = await openConnection(this.target, this.#context);
  }

  async withoutSession<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection?.close();
    try {
      return await work();
    } finally {
      this.#connection = await openConnection(this.target, this.#context);
    }
  }

  async dispose(): Promise<void> {
    await this.#connection?.close();
    const name = this.target.database ?? '';
    // A server that is gone is asked again at the next start.
    await this.#maintain(async (server) => {
      await server.execute(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    }).catch(() => undefined);
    await this.#owner?.close();
  }

  async #maintain(work: (server: Connection) => Promise<void>): Promise<void> {
    if (this.#owner?.isLost === false) {
      await work(this.#owner);
      return;
    }
    const server = await openConnection(this.#maintenance, this.#context);
    try {
      await work(server);
    } finally {
      await server.close();
    }
  }
}

async function create(server: Connection, name: string): Promise<void> {
  try {
    await server.execute(`CREATE DATABASE "${name}"`);
  } catch (error) {
    if (error instanceof DatabaseProblem && error.code === '42501') {
      throw new DatabaseProblem({
        message: error.message,
        nextStep: 'Give the role CREATEDB (ALTER ROLE ... CREATEDB), or verify on the embedded database.',
      });
    }
    throw error;
  }
}

/** Of owners that are gone; what one of them still lets the server do is ended with its database. */
async function dropAbandoned(server: Connection): Promise<void> {
  const { rows } = await server.execute(
    `SELECT datname, datname ~ $3 AS was_held FROM pg_catalog.pg_database d
     WHERE CASE
       WHEN datname ~ $3 THEN NOT EXISTS (
         SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = ${LOCK_CLASS} AND objsubid = 2
           AND objid = ('x' || split_part(datname, '_', 4))::bit(32)::bigint::oid)
       WHEN datname ~ $1 THEN split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - $2::int
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datname = d.datname)
       ELSE false END`,
    [`^${PREFIX}[0-9]+_[0-9a-f]{8}$`, ABANDONED_SECONDS, `^${PREFIX}[0-9]+_[0-9a-f]{8}${HELD}$`],
  );
  for (const row of rows) {
    const force = row['was_held'] === true ? ' WITH (FORCE)' : '';
    // Somebody else may have dropped it meanwhile, and another user's is not ours to drop.
    await server
      .execute(`DROP DATABASE IF EXISTS "${String(row['datname'])}"${force}`)
      .catch(() => undefined);
  }
}
