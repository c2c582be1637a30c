// The embedded database's own server as other programs meet it: logins, turns, cancelling, COPY, and what must not wedge it.
import { connect, type Socket } from 'node:net';
import { DatabaseError } from 'pg';
import type { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { EmbeddedAddress } from '../../server/src/database/embedded/attach';
import { attach, connectEmbedded, driverClient, sharedProject } from './embeddedProject';

const project = sharedProject();

async function failureOf(action: Promise<unknown>): Promise<{ code: string | undefined; message: string }> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DatabaseError) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: undefined, message: error.message };
  throw new Error('it did not fail');
}

/** Sends a CancelRequest for this session as any client would; resolves when the server has taken it. */
async function requestCancel({ host, port }: EmbeddedAddress, client: Client): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const packet = Buffer.alloc(16);
  [16, 80877102, processID, secretKey].forEach((value, index) => packet.writeInt32BE(value, index * 4));
  const socket = connect(port, host);
  socket.end(packet);
  socket.resume();
  await new Promise((resolve) => socket.on('close', resolve));
}

test('a wrong password, user, database or start-up setting is refused by name', async () => {
  const address = await attach(project());
  const cases = [
    [{ password: 'guess' }, '28P01', 'password authentication failed for user "postgres"'],
    [{ password: '' }, '28P01', 'password authentication failed for user "postgres"'],
    [{ user: 'root' }, '28000', 'role "root" does not exist; the embedded database has "postgres"'],
    [{ database: 'other' }, '3D000', 'database "other" does not exist; the embedded one is "shop"'],
    [{ options: '-c no_such=1' }, '42704', 'unrecognized configuration parameter "no_such"'],
  ] as const;
  for (const [config, code, message] of cases) {
    expect(await failureOf(driverClient(address, config))).toEqual({ code, message });
  }
  await driverClient(address);
});

test('settings of the start-up packet hold for the session and not for the next one', async () => {
  const address = await attach(project());
  const show = `SELECT current_setting('lock_timeout') AS lock, current_setting('search_path') AS path,
    current_setting('application_name') AS name`;
  const first = await driverClient(address, {
    options: "-c lock_timeout=1234 --search-path=a,public -c application_name=it\\'s\\ me",
  });
  expect((await first.query(show)).rows).toEqual([{ lock: '1234ms', path: 'a,public', name: "it's me" }]);
  await first.query('CREATE TEMP TABLE mine (id int); PREPARE statement AS SELECT 1; SET search_path = x');
  await first.query('BEGIN; CREATE TABLE public.never (id int)');
  await first.end();
  const second = await driverClient(address);
  expect((await second.query(show)).rows).toEqual([{ lock: '0', path: '"$user", public', name: '' }]);
  const left = `SELECT to_regclass('mine') AS mine, to_regclass('never') AS never,
    (SELECT count(*)::int FROM pg_prepared_statements) AS prepared`;
  expect((await second.query(left)).rows).toEqual([{ mine: null, never: null, prepared: 0 }]);
});

test('a second client waits for its turn, and is told who has it when the turn does not come', async () => {
  const address = await attach(project());
  const first = await driverClient(address, { application_name: 'psql' });
  const second = driverClient(address);
  await first.query('CREATE TABLE t (id int)');
  await first.end();
  const client = await second;
  expect((await client.query("SELECT to_regclass('t') IS NOT NULL AS found")).rows).toEqual([
    { found: true },
  ]);
  await client.end();

  await driverClient(address, { application_name: 'psql' });
  const began = performance.now();
  expect(await failureOf(driverClient(address))).toEqual({
    code: '53300',
    message: 'the embedded database is in use by "psql"',
  });
  expect(performance.now() - began).toBeGreaterThan(4_500);
  expect(performance.now() - began).toBeLessThan(8_000);
});

test('an error leaves the session usable, in scripts and in prepared statements', async () => {
  const client = await driverClient(await attach(project()));
  await client.query('CREATE TABLE t (id int PRIMARY KEY)');
  expect((await failureOf(client.query('INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)'))).code).toBe(
    '23505',
  );
  expect((await failureOf(client.query('SELECT $1::int', ['x']))).code).toBe('22P02');
  expect((await failureOf(client.query('nonsense'))).code).toBe('42601');
  for (let count = 0; count < 20; count += 1) {
    const { rows } = await client.query({
      name: `q${count % 3}`,
      text: `SELECT $1::int + ${count % 3} AS n`,
      values: [count],
    });
    expect(rows).toEqual([{ n: count + (count % 3) }]);
  }
  expect((await client.query('SELECT count(*)::int AS n FROM t')).rows).toEqual([{ n: 0 }]);
});

test('a statement that runs is cancelled at once and its transaction rolled back', async () => {
  const address = await attach(project());
  const client = await driverClient(address);
  await client.query('CREATE TABLE t (id int)');
  const running = failureOf(client.query('BEGIN; INSERT INTO t VALUES (1); SELECT pg_sleep(60)'));
  const began = performance.now();
  // Nobody tells when the statement has begun, and a request that comes too early is lost.
  const again = setInterval(() => void requestCancel(address, client), 100);
  onTestFinished(() => clearInterval(again));
  expect(await running).toEqual({ code: '57014', message: 'canceling statement due to user request' });
  expect(performance.now() - began).toBeLessThan(10_000);
  const next = await driverClient(address);
  expect((await next.query('SELECT * FROM t')).rows).toEqual([]);
});

test('a cancel with the wrong key, or when nothing runs, changes nothing', async () => {
  const address = await attach(project());
  const client = await driverClient(address);
  await requestCancel(address, client);
  const { processID } = client as unknown as { processID: number };
  const running = client.query('SELECT 1 AS one FROM pg_sleep(0.5)');
  await requestCancel(address, { processID, secretKey: 1 } as unknown as Client);
  expect((await running).rows).toEqual([{ one: 1 }]);
});

test('a client that dies in the middle of a statement, a transaction or a COPY makes room', async () => {
  const address = await attach(project());
  const setUp = await driverClient(address);
  await setUp.query('CREATE TABLE t (id int)');
  await setUp.end();
  const deaths = [
    'BEGIN; INSERT INTO t VALUES (1); SELECT pg_sleep(60)',
    'BEGIN; INSERT INTO t VALUES (2)',
    'COPY t FROM STDIN',
  ];
  for (const sql of deaths) {
    const client = await driverClient(address);
    void client.query(sql).catch(() => undefined);
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    await new Promise((resolve) => stream.write('', resolve));
    stream.destroy();
  }
  const next = await driverClient(address);
  expect((await next.query('SELECT * FROM t')).rows).toEqual([]);
});

test('a statement that breaks PostgreSQL costs its session and nothing else', async () => {
  const address = await attach(project());
  const client = await driverClient(address);
  await client.query('CREATE TABLE t (id int); INSERT INTO t VALUES (1)');
  await client.query("CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN f(i + 1); END'");
  expect((await failureOf(client.query('SELECT f(1)'))).code).toMatch(/^(?:58000|54001)$/u);
  const next = await connectEmbedded(project());
  expect((await next.execute('SELECT * FROM t')).rows).toEqual([{ id: 1 }]);
});

test('bytes that are no PostgreSQL client are dropped', async () => {
  const address = await attach(project());
  const noise = [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    Buffer.alloc(8),
    Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 3, 0, 0]),
  ];
  for (const bytes of noise) {
    const socket = connect(address.port, address.host);
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(bytes);
    await closed;
  }
  await driverClient(address);
});

test('extensions, concurrent indexes and enum values work as on a server', async () => {
  const client = await driverClient(await attach(project()));
  const names = ['btree_gist', 'citext', 'hstore', 'ltree', 'pg_trgm', 'pgcrypto', 'unaccent', 'uuid-ossp'];
  for (const name of names) await client.query(`CREATE EXTENSION "${name}"`);
  await client.query('CREATE TABLE t (id int, name citext)');
  await client.query('CREATE INDEX CONCURRENTLY t_id ON t (id)');
  await client.query("CREATE TYPE mood AS ENUM ('ok'); ALTER TYPE mood ADD VALUE 'good'");
  const { rows } = await client.query(
    "SELECT enum_range(NULL::mood)::text AS values, 'A'::citext = 'a' AS same",
  );
  expect(rows).toEqual([{ values: '{ok,good}', same: true }]);
});
