// The owner process of an embedded database: one per folder, whatever happens to it.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { stopEmbedded, embeddedStatus } from '../../server/src/database/embedded/attach';
import { embeddedFolder } from '../../server/src/database/embedded/dataFolder';
import { runOwner } from '../../server/src/database/embedded/owner';
import { isProcessAlive, readOwnerRecord, thisMachine } from '../../server/src/database/embedded/ownerRecord';
import { DatabaseProblem } from '../../server/src/database/databaseProblem';
import { buildDatabaseBundles, DIST, EMBEDDED_SCRIPT } from '../support/build';
import { manualClock } from '../support/manualClock';
import {
  attach,
  connectEmbedded,
  driverClient,
  killOwner,
  temporaryProject,
  waitUntil,
} from './embeddedProject';

beforeAll(buildDatabaseBundles);

/** Processes of this machine that run the owner of the folder; only Linux tells. */
function ownersOf(project: string): number[] | undefined {
  if (!existsSync('/proc/self/cmdline')) return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return words.includes(EMBEDDED_SCRIPT) && words.includes(project);
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function problemOf(action: Promise<unknown>): Promise<DatabaseProblem> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseProblem)) throw new Error(`no DatabaseProblem but ${String(error)}`);
  return error;
}

test('first use creates the folder, ignored by git, and a database with the name of the project', async () => {
  const project = temporaryProject('My Shop');
  const connection = await connectEmbedded(project);
  expect(connection).toMatchObject({ kind: 'embedded', label: 'My Shop@embedded', database: 'my_shop' });
  expect(connection.serverVersion).toMatch(/^18\./u);
  expect(readFileSync(join(project, '.retort', '.gitignore'), 'utf8')).toBe('*\n');
  const { lock } = embeddedFolder(project);
  expect(statSync(lock).mode & 0o777).toBe(0o600);
});

test('everybody attaches to the same owner, which answers also while its database is busy', async () => {
  const project = temporaryProject();
  const first = await attach(project);
  const client = await driverClient(first, { application_name: 'busy one' });
  const running = client.query('SELECT pg_sleep(1)');
  expect(await attach(project)).toEqual(first);
  expect(await embeddedStatus(project)).toMatchObject({ state: 'running', client: '"busy one"' });
  await running;
});

test('eight starters at once make one owner', async () => {
  const project = temporaryProject();
  const addresses = await Promise.all(Array.from({ length: 8 }, async () => await attach(project)));
  expect(new Set(addresses.map(({ processId }) => processId)).size).toBe(1);
  const owner = addresses[0]!.processId;
  await waitUntil(() => (ownersOf(project) ?? [owner]).length === 1);
  expect(ownersOf(project) ?? [owner]).toEqual([owner]);
});

test('eight starters at once replace a dead owner by one', async () => {
  const project = temporaryProject();
  for (let round = 0; round < 3; round += 1) {
    const { processId: dead } = await attach(project);
    await killOwner(project);
    const addresses = await Promise.all(Array.from({ length: 8 }, async () => await attach(project)));
    const owners = new Set(addresses.map(({ processId }) => processId));
    expect(owners.size).toBe(1);
    expect(owners).not.toContain(dead);
  }
  await waitUntil(() => (ownersOf(project) ?? [0]).length === 1);
  expect(readdirSync(embeddedFolder(project).root).filter((name) => name.startsWith('owner.json.'))).toEqual(
    [],
  );
});

test('what was committed survives a kill, what was not is rolled back', async () => {
  const project = temporaryProject();
  const client = await driverClient(await attach(project));
  await client.query('CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)');
  await client.query('BEGIN; INSERT INTO kept VALUES (2); CREATE TABLE lost (id int)');
  await killOwner(project);
  const connection = await connectEmbedded(project);
  const { rows } = await connection.execute("SELECT id, to_regclass('lost') AS lost FROM kept");
  expect(rows).toEqual([{ id: 1, lost: null }]);
});

test('SIGTERM and stopEmbedded end the owner cleanly with the data safe', async () => {
  const project = temporaryProject();
  const stops = [
    async (): Promise<unknown> => await stopEmbedded(project),
    async (): Promise<unknown> => {
      const { processId } = await attach(project);
      process.kill(processId, 'SIGTERM');
      await waitUntil(() => !isProcessAlive(processId));
      return true;
    },
  ];
  const first = await driverClient(await attach(project));
  await first.query('CREATE TABLE kept (id int)');
  await first.end();
  for (const stop of stops) {
    const client = await driverClient(await attach(project));
    await client.query('INSERT INTO kept VALUES (1)');
    // A client that stays connected is told and does not hold up the end.
    const ended = new Promise<void>((resolve) => client.on('end', () => resolve()));
    expect(await stop()).toBe(true);
    await ended;
    expect(await embeddedStatus(project)).toEqual({ state: 'stopped', hasData: true });
  }
  const { rows } = await (await connectEmbedded(project)).execute('SELECT count(*)::int AS n FROM kept');
  expect(rows).toEqual([{ n: 2 }]);
  expect(await stopEmbedded(temporaryProject())).toBe(false);
});

test('an owner without clients ends after its idle time, and not while somebody is connected', async () => {
  const project = temporaryProject();
  const clock = manualClock();
  const ended: number[] = [];
  const owner = await runOwner({
    project,
    script: EMBEDDED_SCRIPT,
    vendorFolder: join(DIST, 'vendor', 'pglite'),
    idleMs: 60_000,
    clock,
    onEnd: (code) => ended.push(code),
  });
  onTestFinished(async () => await owner.stop());
  expect(owner.start).toEqual({ state: 'ready' });
  const record = readOwnerRecord(embeddedFolder(project).lock);
  if (record === undefined || record === 'unreadable') throw new Error('no record');
  const { host, port, token, database } = record;
  const address = { host, port, user: 'postgres', password: token, database, processId: process.pid };
  const client = await driverClient(address);
  clock.advance(3_600_000);
  await client.query('SELECT 1');
  expect(ended).toEqual([]);
  await client.end();
  // Half the time, a look, and the time starts again.
  clock.advance(59_000);
  expect((await embeddedStatus(project)).state).toBe('running');
  clock.advance(59_000);
  expect(ended).toEqual([]);
  clock.advance(2_000);
  await waitUntil(() => ended.length > 0);
  expect(ended).toEqual([0]);
  expect(await embeddedStatus(project)).toEqual({ state: 'stopped', hasData: true });
});

test('a process with the number of the old owner, or another boot, does not keep the folder', async () => {
  const project = temporaryProject();
  const { lock, root } = embeddedFolder(project);
  mkdirSync(root, { recursive: true });
  const record = {
    processId: process.pid,
    host: '127.0.0.1',
    port: 1,
    token: 'x',
    database: 'shop',
    machine: thisMachine(),
  };
  for (const stale of [
    record,
    { ...record, machine: { ...record.machine, boot: 'before' } },
    '{"processId":',
  ]) {
    writeFileSync(lock, typeof stale === 'string' ? stale : JSON.stringify(stale));
    if (typeof stale === 'string') utimesIntoPast(lock);
    const { processId } = await attach(project);
    expect(processId).not.toBe(process.pid);
    await stopEmbedded(project);
  }
});

function utimesIntoPast(path: string): void {
  const past = new Date(Date.now() - 60_000);
  utimesSync(path, past, past);
}

test('a folder that another machine has open is left alone until that machine is silent', async () => {
  const project = temporaryProject();
  const { lock, root } = embeddedFolder(project);
  mkdirSync(root, { recursive: true });
  const machine = { ...thisMachine(), name: 'build-server' };
  const record = { processId: 1, host: '127.0.0.1', port: 1, token: 'x', database: 'shop', machine };
  writeFileSync(lock, JSON.stringify(record));
  const problem = await problemOf(attach(project));
  expect(problem.message).toBe(
    `the embedded database in ${root} is open on another machine or in a container (build-server)`,
  );
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(lock, longAgo, longAgo);
  expect((await attach(project)).processId).not.toBe(1);
});

test('an owner that is suspended is not replaced', async () => {
  const project = temporaryProject();
  const { processId } = await attach(project);
  process.kill(processId, 'SIGSTOP');
  onTestFinished(() => void process.kill(processId, 'SIGCONT'));
  const problem = await problemOf(attach(project));
  expect(problem.message).toContain(`belongs to process ${processId}, which does not answer`);
  expect(problem.nextStep).toContain(`End process ${processId}`);
  process.kill(processId, 'SIGCONT');
  expect((await attach(project)).processId).toBe(processId);
});

test('data of another PostgreSQL and data that is none are named, and left as they are', async () => {
  const project = temporaryProject();
  const folder = embeddedFolder(project);
  mkdirSync(join(folder.data, 'global'), { recursive: true });
  expect(await problemOf(attach(project))).toMatchObject({
    message: `the embedded database in ${folder.data} is damaged: it is not a PostgreSQL data folder`,
    nextStep: `Move ${folder.root} away to begin with an empty database, or put back a copy that works.`,
  });
  writeFileSync(join(folder.data, 'PG_VERSION'), '17\n');
  writeFileSync(join(folder.data, 'global', 'pg_control'), '');
  expect((await problemOf(attach(project))).message).toBe(
    `the embedded database in ${folder.data} was made by PostgreSQL 17, and this Retort has PostgreSQL 18`,
  );
  expect(readFileSync(join(folder.data, 'PG_VERSION'), 'utf8')).toBe('17\n');
  expect(readOwnerRecord(folder.lock)).toBeUndefined();
});

test('a data folder that PostgreSQL cannot open is told in its words', async () => {
  const project = temporaryProject();
  await attach(project);
  await stopEmbedded(project);
  const { data } = embeddedFolder(project);
  writeFileSync(join(data, 'global', 'pg_control'), Buffer.alloc(8192, 7));
  const problem = await problemOf(attach(project));
  expect(problem.message).toMatch(/^the embedded database in .*data cannot be opened: \S/u);
  expect(problem.nextStep).toContain('Move ');
});

test('a folder that cannot be written gives one clear message', async () => {
  const project = temporaryProject();
  writeFileSync(join(project, '.retort'), '');
  const problem = await problemOf(attach(project));
  expect(problem.message).toContain(
    `the embedded database cannot be created in ${join(project, '.retort', 'embedded')}`,
  );
  expect(problem.nextStep).toBe('Make the folder writable, or choose another database with --database.');
  rmSync(join(project, '.retort'));
  chmodSync(project, 0o500);
  onTestFinished(() => chmodSync(project, 0o700));
  // Root may write anywhere, so it becomes somebody else for this question; the way to the folder has to be open.
  const isRoot = process.getuid?.() === 0;
  chmodSync(dirname(project), 0o755);
  if (isRoot) process.seteuid?.(65534);
  try {
    expect((await problemOf(attach(project))).message).toContain('cannot be created');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
