// Opens sessions with PostgreSQL, embedded or a server: address, login, TLS and start-up options.
import { basename, resolve } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Connection, ConnectionContext } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { speaksNoTls } from '../describeProblem';
import { attachEmbedded } from '../embedded/attach';
import { limitOptions, limitSettings, refusesOptions, type SessionLimits } from '../sessionLimits';
import { encryptedOnly, mustEncrypt, notEncrypted } from '../plainText';
import { targetLabel, type ServerTarget } from '../target';
import { startupOptions, transports } from '../transport';
import { CONNECT_MS, openClient } from './session';

/** A connection that has been quiet so long is looked after, so that a network that is gone is noticed. */
const KEEP_ALIVE_MS = 10_000;
/** The embedded database queues for 5 s and may have to start first. */
const EMBEDDED_CONNECT_MS = 60_000;

/** A session with the embedded database of the project, which is started where it does not run. */
export async function openEmbedded(context: ConnectionContext): Promise<Connection> {
  const label = targetLabel({ kind: 'embedded' }, basename(resolve(context.project)), {});
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

/** A session with a server. Where the way there takes no start-up options, the limits are set in each transaction. */
export async function openServer(target: ServerTarget, context: ConnectionContext): Promise<Connection> {
  const byDefault: SessionLimits = { lockTimeoutSeconds: context.lockTimeoutSeconds };
  const asked = context.limits ?? {};
  const all = { ...byDefault, ...asked };
  const isLimited = limitSettings(all).length > 0;
  const options = startupOptions(target, context.environment, limitOptions(byDefault), limitOptions(asked));
  try {
    const own = startupOptions(target, context.environment, [], []) ?? '';
    const expected = own.includes('lock_timeout') ? asked : all;
    return await openServerWith(target, context, options, isLimited ? { ifMissing: expected } : {});
  } catch (error) {
    if (!isLimited || !refusesOptions(error)) throw error;
    const own = startupOptions(target, context.environment, [], []);
    return await openServerWith(target, context, own, { ifMissing: all });
  }
}

async function openServerWith(
  target: ServerTarget,
  context: ConnectionContext,
  options: string | undefined,
  { ifMissing = {} }: { readonly ifMissing?: SessionLimits },
): Promise<Connection> {
  const { environment } = context;
  const label = targetLabel(target, '', environment);
  const host = target.host ?? environment['PGHOST'];
  const isEncrypted = mustEncrypt(host ?? environment['PGHOSTADDR'] ?? '', environment);
  const choices = transports(target, environment);
  const port =
    target.port ?? (environment['PGPORT'] === undefined ? undefined : Number(environment['PGPORT']));
  const user = target.user ?? environment['PGUSER'];
  const password = target.password ?? environment['PGPASSWORD'];
  const database = target.database ?? environment['PGDATABASE'];
  const opening = openClient({
    kind: 'server',
    label,
    secrets: password === undefined ? [] : [password],
    reopen: async () => await openServer(target, context),
    limits: ifMissing,
    config: {
      ...commonConfig(context),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(database === undefined ? {} : { database }),
      ...(options === undefined ? {} : { options }),
      connectionTimeoutMillis: CONNECT_MS,
      // What is asked without waiting for the answer before it is sent at once.
      pipeline: true,
    },
    tlsChoices: isEncrypted ? encryptedOnly(choices, label) : choices,
  });
  if (!isEncrypted || !choices.includes(false)) return await opening;
  return await opening.catch((error: unknown) => {
    throw speaksNoTls(error) ? notEncrypted(label) : error;
  });
}

function commonConfig({ applicationName }: ConnectionContext): ClientConfig {
  return {
    application_name: applicationName ?? 'retort',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
}
