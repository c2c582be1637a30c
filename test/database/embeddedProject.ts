// A project folder with an embedded database for one test, and sessions with it; both end with the test.
import { mkdtempSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { openConnection, type Connection } from '../../server/src/database/connection';
import {
  attachEmbedded,
  embeddedStatus,
  stopEmbedded,
  type EmbeddedAddress,
} from '../../server/src/database/embedded/attach';
import { isProcessAlive } from '../../server/src/database/embedded/ownerRecord';
import { buildDatabaseBundles, EMBEDDED_SCRIPT } from '../support/build';

/** An empty project folder with this name, for tests that start or end its owner. */
export function temporaryProject(name = 'shop'): string {
  const project = createProject(name);
  onTestFinished(async () => await removeProject(project));
  return project;
}

/** One project for all tests of a file, with an empty database before each: starting an owner takes seconds. */
export function sharedProject(): () => string {
  let project = '';
  beforeAll(async () => {
    await buildDatabaseBundles();
    project = createProject('shop');
  });
  beforeEach(async () => {
    const client = new Client({ ...(await attach(project)) });
    await client.connect();
    await client.query(EMPTY_DATABASE);
    await client.end();
  });
  afterAll(async () => await removeProject(project));
  return () => project;
}

const EMPTY_DATABASE = `DO $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
  END
$$`;

function createProject(name: string): string {
  const project = join(realpathSync(mkdtempSync(join(tmpdir(), 'retort-embedded-'))), name);
  mkdirSync(project);
  return project;
}

async function removeProject(project: string): Promise<void> {
  await stopEmbedded(project).catch(() => undefined);
  rmSync(dirname(project), { recursive: true, force: true, maxRetries: 5 });
}

export async function attach(project: string): Promise<EmbeddedAddress> {
  return await attachEmbedded(project, { embeddedScript: EMBEDDED_SCRIPT });
}

export async function connectEmbedded(project: string, applicationName = 'test'): Promise<Connection> {
  const context = { project, embeddedScript: EMBEDDED_SCRIPT, environment: {}, applicationName };
  const connection = await openConnection({ kind: 'embedded' }, context);
  onTestFinished(async () => await connection.close());
  return connection;
}

/** The driver as another program would use it. */
export async function driverClient(address: EmbeddedAddress, config: ClientConfig = {}): Promise<Client> {
  const client = new Client({ ...address, ...config });
  client.on('error', () => undefined);
  onTestFinished(async () => await client.end().catch(() => undefined));
  await client.connect();
  return client;
}

/** Kills the owner process as a crash would, and waits until the system has taken it away. */
export async function killOwner(project: string): Promise<void> {
  const status = await embeddedStatus(project);
  if (status.state !== 'running') throw new Error(`the owner is not running: ${status.state}`);
  process.kill(status.address.processId, 'SIGKILL');
  await waitUntil(() => !isProcessAlive(status.address.processId));
}

/** Polls for what no event tells. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
