// A database of its own for one test on a real server: RETORT_TEST_POSTGRES is the URL of a superuser.
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import {
  openConnection,
  type Connection,
  type ConnectionContext,
} from '../../server/src/database/connection';

export const POSTGRES = process.env['RETORT_TEST_POSTGRES'];

/** Why tests that need a server are skipped; part of their name, so that the report shows it. */
export const POSTGRES_SKIP = POSTGRES === undefined ? ' (skipped: RETORT_TEST_POSTGRES is not set)' : '';

/** Creates an empty database; the answer is its URL. */
export async function temporaryDatabase(): Promise<string> {
  const name = `retort_${randomBytes(6).toString('hex')}`;
  const server = await connectServer(POSTGRES ?? '');
  await server.execute(`CREATE DATABASE ${name}`);
  await server.close();
  onTestFinished(async () => {
    const again = await connectServer(POSTGRES ?? '');
    await again.execute(`DROP DATABASE ${name} WITH (FORCE)`);
    await again.close();
  });
  const url = new URL(POSTGRES ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** The URL of a database for a user of its own with this password; `plain` where it is encoded for the URL. */
export async function temporaryUser(password: string, database: string, plain = password): Promise<URL> {
  const url = new URL(database);
  url.username = `user_${randomBytes(6).toString('hex')}`;
  url.password = password;
  const server = await connectServer(database);
  await server.execute(`CREATE ROLE ${url.username} LOGIN SUPERUSER PASSWORD '${plain}'`);
  await server.close();
  onTestFinished(async () => {
    const again = await connectServer(database);
    await again.execute(`DROP OWNED BY ${url.username}; DROP ROLE ${url.username}`);
    await again.close();
  });
  return url;
}

/** A session as the command line opens it for `env:DATABASE_URL`. */
export async function connectServer(
  url: string,
  context: Partial<ConnectionContext> = {},
): Promise<Connection> {
  return await openConnection(
    { kind: 'environment', name: 'DATABASE_URL' },
    { project: '/nowhere', embeddedScript: '', environment: { DATABASE_URL: url }, ...context },
  );
}
