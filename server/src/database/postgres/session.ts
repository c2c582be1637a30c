// One session with a PostgreSQL server through its driver. Where it is and how it is reached: open.ts.
import { connect as connectSocket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import type { Connection, Execution, ServerSession, TransactionState } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { describeProblem } from '../describeProblem';
import { hasLimits, limitSettings, type SessionLimits } from '../sessionLimits';

/** How long a server may take to answer at all. */
export const CONNECT_MS = 10_000;
/** How long a server may take to say goodbye. */
const CLOSE_MS = 2_000;

/** A session to open. `tlsChoices` are tried in order, the next one only where the server refuses the way it is asked. */
export interface ClientRequest {
  readonly kind: 'embedded' | 'server';
  readonly label: string;
  readonly secrets: readonly string[];
  readonly reopen: () => Promise<Connection>;
  /** What the session is to have. */
  readonly limits?: SessionLimits;
  readonly config: ClientConfig;
  readonly tlsChoices: readonly ClientConfig['ssl'][];
}

/** What a place took when this process reached it first: a command opens several sessions, and need not be refused in each. */
const TAKEN = new Map<string, number>();

/** Opens the session; a DatabaseProblem says why it cannot. */
export async function openClient(request: ClientRequest): Promise<Connection> {
  const { label, secrets, config } = request;
  const place = JSON.stringify([config.host, config.port, request.tlsChoices.map((ssl) => ssl !== false)]);
  const first = TAKEN.get(place) ?? 0;
  const choices = [...request.tlsChoices.entries()];
  const ordered = [
    ...choices.filter(([index]) => index === first),
    ...choices.filter(([index]) => index !== first),
  ];
  for (const [tried, [index, ssl]] of ordered.entries()) {
    const client = new Client({ ...request.config, ssl });
    const session = new Session(request, client);
    try {
      await client.connect();
      await session.introduce();
      TAKEN.set(place, index);
      return session;
    } catch (error) {
      await client.end().catch(() => undefined);
      const isRefusal = /does not support SSL|no pg_hba\.conf entry|SSL off|no encryption/u.test(
        String(error),
      );
      if (!isRefusal || tried === ordered.length - 1) throw describeProblem(error, label, secrets);
    }
  }
  throw new DatabaseProblem({ message: `there is no way to connect to ${label}`, nextStep: 'Set sslmode.' });
}

const INTRODUCTION = `
  SELECT current_database() AS name, current_setting('server_version') AS version, pg_backend_pid() AS pid,
         extract(epoch FROM current_setting('lock_timeout')::interval) * 1000 AS lock_timeout,
         extract(epoch FROM current_setting('statement_timeout')::interval) * 1000 AS statement_timeout`;

/** The part of the driver's client that is the way to the server. */
interface Transport {
  readonly connection: { readonly stream: { readonly encrypted?: boolean; destroy(): void } };
}

class Session implements Connection {
  readonly kind: 'embedded' | 'server';
  readonly file = undefined;
  readonly begin = 'BEGIN';
  readonly label: string;
  readonly reopen: () => Promise<Connection>;
  database = '';
  serverVersion = '';
  server?: ServerSession;
  isLost = false;
  readonly #client: Client;
  readonly #request: ClientRequest;
  #running = 0;

  constructor(request: ClientRequest, client: Client) {
    this.#request = request;
    this.#client = client;
    this.kind = request.kind;
    this.label = request.label;
    this.reopen = request.reopen;
    const lose = (): void => {
      this.isLost = true;
    };
    client.on('error', lose);
    client.on('end', lose);
  }

  get transaction(): TransactionState {
    const status = this.#client.getTransactionStatus();
    if (status === 'T') return 'open';
    return status === 'E' ? 'failed' : 'idle';
  }

  async introduce(): Promise<void> {
    const { rows } = await this.execute(INTRODUCTION);
    const [told = {}] = rows;
    this.database = String(told['name']);
    this.serverVersion = String(told['version']).split(' ')[0] ?? '';
    if (this.kind !== 'server') return;
    const { limits = {} } = this.#request;
    const { processID } = this.#client as unknown as CancelKey;
    this.server = {
      processId: Number(told['pid']),
      isBehindPooler: Number(told['pid']) !== processID,
      missingSettings: hasLimits(limits, told) ? [] : limitSettings(limits),
      isEncrypted: (this.#client as unknown as Transport).connection.stream.encrypted === true,
    };
    if (limitSettings(limits).length > 0) await this.#noticeLostClient();
  }

  /**
   * A server that works for a killed client holds its locks until the statement is done, unless it looks after the client
   * meanwhile. Servers before 14, and some systems, cannot.
   */
  async #noticeLostClient(): Promise<void> {
    await this.execute("SELECT set_config('client_connection_check_interval', '1000', false)").catch(
      () => undefined,
    );
  }

  async execute(sql: string, values?: readonly unknown[]): Promise<Execution> {
    this.#running += 1;
    try {
      const answer = (await (values === undefined
        ? this.#client.query(sql)
        : this.#client.query(sql, [...values]))) as Answer | Answer[];
      const last = Array.isArray(answer) ? answer.at(-1) : answer;
      return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 };
    } catch (error) {
      const problem = describeProblem(error, this.label, this.#request.secrets);
      if (problem.isDisconnected) this.isLost = true;
      throw problem;
    } finally {
      this.#running -= 1;
    }
  }

  async executeScript(sql: string): Promise<void> {
    await this.execute(sql);
  }

  /** Never rejects: a request that does not arrive leaves the statement running, and the caller sees that it does. */
  async cancel(): Promise<void> {
    if (this.#running === 0 || this.isLost) return;
    const { processID, secretKey, host, port } = this.#client as unknown as CancelKey;
    const packet = Buffer.alloc(16);
    packet.writeInt32BE(16, 0);
    packet.writeInt32BE(80877102, 4);
    packet.writeInt32BE(processID, 8);
    packet.writeInt32BE(secretKey, 12);
    await new Promise<void>((resolve) => {
      const socket = host.startsWith('/')
        ? connectSocket(`${host}/.s.PGSQL.${port}`)
        : connectSocket(port, host);
      socket.setTimeout(CONNECT_MS, () => socket.destroy());
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.on('connect', () => socket.end(packet));
    });
  }

  abandon(): void {
    this.isLost = true;
    (this.#client as unknown as Transport).connection.stream.destroy();
  }

  async close(): Promise<void> {
    this.isLost = true;
    const given = setTimeout(() => this.abandon(), CLOSE_MS);
    await this.#client.end().catch(() => undefined);
    clearTimeout(given);
  }
}

interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowCount: number | null;
}

/** What the driver knows of its session and its types leave out. */
interface CancelKey {
  readonly processID: number;
  readonly secretKey: number;
  readonly host: string;
  readonly port: number;
}
