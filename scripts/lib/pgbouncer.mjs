// PgBouncer before a throw-away server, for the tests of pooled connections: found on the machine or installed by apt.
import { spawn } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exists, installPackages } from './install.mjs';
import { end, freePort, waitFor } from './network.mjs';

/** It refuses to run as root; then the user `nobody` runs it. */
const NOBODY = 65534;

/**
 * Starts one pool in transaction mode and one in session mode.
 * @param {string} server URL of a superuser
 * @returns {Promise<{ transactionUrl: string, sessionUrl: string, stop: () => Promise<void> } | { skip: string }>}
 */
export async function startPgbouncer(server) {
  const program = await findProgram();
  if (typeof program !== 'string') return program;
  const folder = await mkdtemp(path.join(tmpdir(), 'retort-pgbouncer-'));
  /** @type {(() => Promise<void>)[]} */
  const stops = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const undo of stops.reverse()) await undo();
  };
  try {
    const urls = [];
    for (const mode of /** @type {const} */ (['transaction', 'session'])) {
      const pool = await startPool(program, folder, mode, new URL(server));
      stops.push(pool.stop);
      urls.push(pool.url);
    }
    const [transactionUrl = '', sessionUrl = ''] = urls;
    return { transactionUrl, sessionUrl, stop };
  } catch (error) {
    await stop();
    return { skip: `PgBouncer does not start: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** @returns {Promise<string | { skip: string }>} */
async function findProgram() {
  const places = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'];
  const find = async () => {
    for (const place of places) if (await exists(place)) return place;
    return undefined;
  };
  const found = await find();
  if (found !== undefined) return found;
  const refused = await installPackages('pgbouncer');
  return refused === undefined
    ? ((await find()) ?? { skip: 'pgbouncer is not where its package puts it' })
    : { skip: refused };
}

/**
 * @param {string} program
 * @param {string} folder
 * @param {'transaction' | 'session'} mode
 * @param {URL} server
 */
async function startPool(program, folder, mode, server) {
  const port = await freePort();
  const users = path.join(folder, 'users.txt');
  const file = path.join(folder, `${mode}.ini`);
  await writeFile(users, `"${server.username}" "${server.password}"\n`);
  await writeFile(
    file,
    [
      '[databases]',
      `* = host=127.0.0.1 port=${server.port} user=${server.username} password=${server.password}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      `pool_mode = ${mode}`,
      'default_pool_size = 8',
      'server_idle_timeout = 1',
      '',
    ].join('\n'),
  );
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const owned of [folder, users, file]) await chown(owned, NOBODY, NOBODY);
  const child = spawn(program, ['-q', file], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log = `${log}${text}`.slice(-4000)));
  child.on('error', (error) => (log += error.message));
  const stop = () => end(child, { signal: 'SIGINT', grace: 2_000 });
  const { Client } = (await import('pg')).default;
  const url = new URL(server.href);
  url.port = String(port);
  const answers = async () => {
    if (child.exitCode !== null) return true;
    const client = new Client({ connectionString: url.href });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const isUp = await waitFor(answers, { timeout: 20_000 });
  if (!isUp || child.exitCode !== null) {
    await stop();
    throw new Error(log.trim() || 'no answer in 20 s');
  }
  return { url: url.href, stop };
}
