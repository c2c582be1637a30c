// One session with a PostgreSQL database, embedded or a server. What is asked of it is the caller's business.
import { connect as connectSocket } from 'node:net';
import { basename, resolve } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { DatabaseProblem } from './databaseProblem';
import { describeProblem } from './describeProblem';
import { attachEmbedded } from './embedded/attach';
import { parseTarget, targetLabel, type ServerTarget, type Target } from './target';
import { startupOptions, transports } from './transport';

interface Execution {
  /** Rows of the last statement, by column name. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows the last statement affected or returned; 0 where the command has no count. */
  readonly rowCount: number;
}

/** `idle` outside a transaction, `open` inside one, `failed` inside one that can only be rolled back. */
type TransactionState = 'idle' | 'open' | 'failed';

/** A session. Everything that fails throws a DatabaseProblem. */
export interface Connection {
  readonly kind: 'embedded' | 'server';
  /** Where it leads, safe to show. */
  readonly label: string;
  /** `current_database()`. */
  readonly database: string;
  /** As the server reports it, for example `18.6`. */
  readonly serverVersion: string;
  readonly transaction: TransactionState;
  /** True when the session is gone; `reopen` gives another one. */
  readonly isLost: boolean;
  /** With values: one statement with `$1`, `$2`. Without: one or several statements, as a script. */
  execute(sql: string, values?: readonly unknown[]): Promise<Execution>;
  /** Asks the server to stop the statement that runs; it then fails with 57014. Does nothing when none runs. */
  cancel(): Promise<void>;
  /** Another session with the same database. On the embedded one this one has to be closed or lost first. */
  reopen(): Promise<Connection>;
  close(): Promise<void>;
}

export interface ConnectionContext {
  /** The folder of alembic.ini: the embedded database lives there. */
  readonly project: string;
  /** The bundle `dist/embedded.js`. */
  readonly embeddedScript: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Seconds after which a lock that is not granted fails; undefined leaves it to the server. */
  readonly lockTimeoutSeconds?: number;
  readonly applicationName?: string;
}

const CONNECT_MS = 10_000;
/** The embedded database queues for 5 s and may have to start first. */
const EMBEDDED_CONNECT_MS = 60_000;

/** Opens a session with whatever `target` names; a DatabaseProblem says why it cannot. */
export async function openConnection(target: Target, context: ConnectionContext): Promise<Connection> {
  switch (target.kind) {
    case 'embedded':
      return await openEmbedded(context);
    case 'environment':
      return await openConnection(targetFromEnvironment(target.name, context), context);
    case 'server':
      return await openServer(target, context);
    case 'sqlite':
      throw new DatabaseProblem({
        message: `${targetLabel(target, '')} is a SQLite database, which cannot be opened here`,
        nextStep: 'Run it through Alembic.',
      });
  }
}

function targetFromEnvironment(name: string, { environment }: ConnectionContext): Target {
  const text = environment[name];
  const nextStep = `Set ${name} to a URL such as postgresql://user:password@host/name.`;
  if (text === undefined || text === '') {
    throw new DatabaseProblem({ message: `the environment variable ${name} is not set`, nextStep });
  }
  const parsed = parseTarget(text, { onCommandLine: false });
  if ('problem' in parsed) throw new DatabaseProblem({ message: `${name}: ${parsed.problem}`, nextStep });
  if (parsed.target.kind === 'environment') {
    throw new DatabaseProblem({ message: `${name} names another variable`, nextStep });
  }
  return parsed.target;
}

async function openEmbedded(context: ConnectionContext): Promise<Connection> {
  const label = targetLabel({ kind: 'embedded' }, basename(resolve(context.project)));
  const reopen = async (): Promise<Connection> => await openEmbedded(context);
  for (let attempt = 1; ; attempt += 1) {
    const address = await attachEmbedded(context.project, context);
    const { host, port, user, password, database } = address;
    try {
      return await openClient({
        kind: 'embedded',
        label,
        secrets: [password],
        reopen,
        config: {
          ...commonConfig(context),
          host,
          port,
          user,
          password,
          database,
          connectionTimeoutMillis: EMBEDDED_CONNECT_MS,
        },
        tlsChoices: [false],
      });
    } catch (error) {
      // Its owner may have ended, being idle, between our finding it and our connecting.
      const isGone = error instanceof DatabaseProblem && error.isDisconnected && error.code !== '53300';
      if (!isGone || attempt === 3) throw error;
    }
  }
}

async function openServer(target: ServerTarget, context: ConnectionContext): Promise<Connection> {
  const { environment, lockTimeoutSeconds } = context;
  const ownOptions = lockTimeoutSeconds === undefined ? [] : [`-c lock_timeout=${lockTimeoutSeconds * 1000}`];
  const options = startupOptions(target, environment, ownOptions);
  const host = target.host ?? environment['PGHOST'];
  const port =
    target.port ?? (environment['PGPORT'] === undefined ? undefined : Number(environment['PGPORT']));
  const user = target.user ?? environment['PGUSER'];
  const password = target.password ?? environment['PGPASSWORD'];
  const database = target.database ?? environment['PGDATABASE'];
  return await openClient({
    kind: 'server',
    label: targetLabel(target, ''),
    secrets: password === undefined ? [] : [password],
    reopen: async () => await openServer(target, context),
    config: {
      ...commonConfig(context),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(database === undefined ? {} : { database }),
      ...(options === undefined ? {} : { options }),
      connectionTimeoutMillis: CONNECT_MS,
    },
    tlsChoices: transports(target, environment),
  });
}

function commonConfig({ applicationName }: ConnectionContext): ClientConfig {
  return { application_name: applicationName ?? 'retort', keepAlive: true };
}

interface ClientRequest {
  readonly kind: Connection['kind'];
  readonly label: string;
  readonly secrets: readonly string[];
  readonly reopen: () => Promise<Connection>;
  readonly config: ClientConfig;
  readonly tlsChoices: readonly ClientConfig['ssl'][];
}

async function openClient(request: ClientRequest): Promise<Connection> {
  const { label, secrets, tlsChoices } = request;
  for (const [index, ssl] of tlsChoices.entries()) {
    const client = new Client({ ...request.config, ssl });
    const session = new Session(request, client);
    try {
      await client.connect();
      await session.introduce();
      return session;
    } catch (error) {
      await client.end().catch(() => undefined);
      const isRefusal = /does not support SSL|no pg_hba\.conf entry|SSL off|no encryption/u.test(
        String(error),
      );
      if (!isRefusal || index === tlsChoices.length - 1) throw describeProblem(error, label, secrets);
    }
  }
  throw new DatabaseProblem({ message: `there is no way to connect to ${label}`, nextStep: 'Set sslmode.' });
}

class Session implements Connection {
  readonly kind: Connection['kind'];
  readonly label: string;
  readonly reopen: () => Promise<Connection>;
  database = '';
  serverVersion = '';
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
    const { rows } = await this.execute(
      "SELECT current_database() AS name, current_setting('server_version') AS version",
    );
    this.database = String(rows[0]?.['name']);
    this.serverVersion = String(rows[0]?.['version']).split(' ')[0] ?? '';
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

  async close(): Promise<void> {
    this.isLost = true;
    await this.#client.end().catch(() => undefined);
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
