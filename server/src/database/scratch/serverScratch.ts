// Scratch databases on a PostgreSQL server that somebody named: CREATE DATABASE, and DROP DATABASE afterwards. Those
// that a killed process left behind are found by their names and dropped at the next start.
import { randomBytes } from 'node:crypto';
import type { ScratchDatabase } from './scratchDatabase';
import { openConnection, type Connection, type ConnectionContext } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import type { Target } from '../target';

const PREFIX = 'retort_scratch_';
/** One that is older and has no session belongs to nobody. */
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
  readonly target: Extract<Target, { readonly kind: 'server' }>;
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
    await this.#maintain(async (server) => {
      await dropAbandoned(server);
      try {
        await server.execute(`CREATE DATABASE "${this.target.database ?? ''}"`);
      } catch (error) {
        if (error instanceof DatabaseProblem && error.code === '42501') {
          throw new DatabaseProblem({
            message: error.message,
            nextStep: 'Give the role CREATEDB (ALTER ROLE ... CREATEDB), or verify on the embedded database.',
          });
        }
        throw error;
      }
    });
    this.#connection = await openConnection(this.target, this.#context);
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
  }

  async #maintain(work: (server: Connection) => Promise<void>): Promise<void> {
    const server = await openConnection(this.#maintenance, this.#context);
    try {
      await work(server);
    } finally {
      await server.close();
    }
  }
}

async function dropAbandoned(server: Connection): Promise<void> {
  const { rows } = await server.execute(
    `SELECT datname FROM pg_database d
     WHERE datname ~ $1 AND split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - $2::int
       AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)`,
    [`^${PREFIX}[0-9]+_[0-9a-f]{8}$`, ABANDONED_SECONDS],
  );
  for (const row of rows) {
    // Somebody else may have dropped it meanwhile.
    await server.execute(`DROP DATABASE IF EXISTS "${String(row['datname'])}"`).catch(() => undefined);
  }
}
