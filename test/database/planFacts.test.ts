// What a plan learns from a real server: sizes, sessions and broken indexes; and what a run learns while it waits.
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/src/database/clock';
import type { Connection } from '../../server/src/database/connection';
import {
  invalidIndexes,
  otherSessions,
  shortQuery,
  sizeText,
  touchedTables,
} from '../../server/src/database/planFacts';
import type { RunEvent } from '../../server/src/database/runEvents';
import { watchRun } from '../../server/src/database/runWatch';
import { waitUntil } from './embeddedProject';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';

const onServer = test.skipIf(POSTGRES === undefined);

async function connect(url: string, applicationName = 'test'): Promise<Connection> {
  const connection = await connectServer(url, { applicationName });
  onTestFinished(async () => await connection.close());
  return connection;
}

test.each([
  [0, 8192, 'empty'],
  [null, 8192, 'rows unknown (never analysed), 8 kB'],
  [1, 16_384, 'about 1 row, 16 kB'],
  [999, 1 << 20, 'about 999 rows, 1 MB'],
  [1_234_567, 356_515_840, 'about 1.2 million rows, 340 MB'],
  [45_600, 5e12, 'about 46 thousand rows, 4.5 TB'],
])('%s rows in %s bytes: %s', (rows, bytes, text) => {
  expect(sizeText(rows, bytes)).toBe(text);
});

test('a query is shown without what it holds', () => {
  expect(shortQuery("SELECT 'secret',\n  $$a$$ FROM t WHERE a = 'it''s' AND b = 'cut o")).toBe(
    "SELECT '...', $...$ FROM t WHERE a = '...' AND b = '...'",
  );
  expect(shortQuery(`SELECT ${'a'.repeat(500)}`)).toHaveLength(120);
});

onServer(
  `tables are found with their rows, also by an index and through partitions${POSTGRES_SKIP}`,
  async () => {
    const session = await connect(await temporaryDatabase());
    await session.execute(`
    CREATE TABLE filled AS SELECT g AS id FROM generate_series(1, 12345) AS g;
    CREATE INDEX filled_id ON filled (id);
    CREATE TABLE nothing (id int);
    CREATE TABLE uncounted AS SELECT 1 AS id;
    ALTER TABLE uncounted SET (autovacuum_enabled = off);
    CREATE SCHEMA other; CREATE TABLE other."A b" (id int);
    CREATE TABLE parts (id int) PARTITION BY RANGE (id);
    CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
    CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (100) TO (2000);
    INSERT INTO parts SELECT g FROM generate_series(1, 1500) AS g;
    ANALYZE filled; ANALYZE parts;`);
    const names = ['filled', 'filled_id', 'nothing', 'uncounted', 'other."A b"', 'parts', 'missing'];
    const found = await touchedTables(session, names);
    const told = Object.fromEntries(
      found.map(({ asked, table, rows, size }) => [asked, { table, rows, size }]),
    );
    expect(told).toEqual({
      filled: {
        table: 'filled',
        rows: 12345,
        size: expect.stringMatching(/^about 12 thousand rows, \d+ kB$/) as string,
      },
      filled_id: {
        table: 'filled',
        rows: 12345,
        size: expect.stringContaining('about 12 thousand rows') as string,
      },
      nothing: { table: 'nothing', rows: 0, size: 'empty' },
      uncounted: { table: 'uncounted', rows: null, size: 'rows unknown (never analysed), 8 kB' },
      'other."A b"': { table: 'other."A b"', rows: 0, size: 'empty' },
      parts: {
        table: 'parts',
        rows: 1500,
        size: expect.stringContaining('about 1.5 thousand rows') as string,
      },
    });
    expect(session.transaction).toBe('idle');
  },
);

onServer(
  `a table that somebody locks whole is told by what is remembered of it${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const [holder, session] = [await connect(url, 'nightly job'), await connect(url)];
    await holder.execute('CREATE TABLE t AS SELECT generate_series(1, 1000) AS id; ANALYZE t');
    await holder.execute("BEGIN; LOCK TABLE t; SELECT 'secret'");
    expect(await touchedTables(session, ['t'])).toMatchObject([{ table: 't', rows: 1000 }]);
    const sessions = await otherSessions(session, ['t']);
    expect(sessions).toMatchObject([
      {
        application: 'nightly job',
        state: 'idle in transaction',
        holds: [{ table: 't', mode: 'ACCESS EXCLUSIVE' }],
      },
    ]);
    expect(JSON.stringify(sessions)).not.toContain('secret');
    await holder.execute('ROLLBACK');
    expect(await otherSessions(session, ['t'])).toMatchObject([{ openSeconds: null, holds: [] }]);
  },
);

onServer(
  `an index whose concurrent build failed is found, with statements that mend it${POSTGRES_SKIP}`,
  async () => {
    const session = await connect(await temporaryDatabase());
    await session.execute('CREATE TABLE t AS SELECT 1 AS id UNION ALL SELECT 1');
    await expect(session.execute('CREATE UNIQUE INDEX CONCURRENTLY "I x" ON t (id)')).rejects.toThrow(
      'could not create',
    );
    const [found, ...more] = await invalidIndexes(session);
    expect(more).toEqual([]);
    expect(found).toEqual({
      name: '"I x"',
      table: 't',
      fix: [
        'DROP INDEX CONCURRENTLY "I x";',
        'CREATE UNIQUE INDEX CONCURRENTLY "I x" ON public.t USING btree (id);',
      ],
    });
    await session.execute('DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)');
    for (const statement of found!.fix) await session.execute(statement);
    expect(await invalidIndexes(session)).toEqual([]);
  },
);

onServer(`a run that waits is told for whom, once; a build tells its phases${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const [holder, worker] = [await connect(url, 'nightly job'), await connect(url, 'retort-1')];
  await worker.execute('CREATE TABLE t AS SELECT generate_series(1, 1000) AS id');
  await holder.execute("BEGIN; INSERT INTO t SELECT 1 WHERE 'secret' <> ''");
  const events: RunEvent[] = [];
  const ended = new AbortController();
  const watching = watchRun({
    connect: async () => await connectServer(url),
    applicationName: 'retort-1',
    clock: { ...systemClock, after: (ms, action) => systemClock.after(ms / 50, action) },
    ended: ended.signal,
    onEvent: (event) => events.push(event),
  });
  const building = worker.execute('CREATE INDEX CONCURRENTLY i ON t (id)');
  await waitUntil(() => ['blocked', 'progress'].every((kind) => events.some(({ event }) => event === kind)));
  await holder.execute('COMMIT');
  await building;
  ended.abort();
  await watching;
  const blocked = events.filter(({ event }) => event === 'blocked');
  expect(blocked).toMatchObject([{ application: 'nightly job', state: 'idle in transaction' }]);
  expect(events).toContainEqual(
    expect.objectContaining({
      event: 'progress',
      table: 't',
      phase: expect.stringContaining('waiting') as string,
    }),
  );
  expect(JSON.stringify(events)).not.toContain('secret');
});

onServer(`a watch that cannot look ends in silence${POSTGRES_SKIP}`, async () => {
  const ended = new AbortController();
  await watchRun({
    connect: async () => await connectServer('postgresql://127.0.0.1:1/x'),
    applicationName: 'retort-1',
    clock: { ...systemClock, after: (ms, action) => systemClock.after(ms / 50, action) },
    ended: ended.signal,
    onEvent: () => expect.unreachable(),
  });
});
