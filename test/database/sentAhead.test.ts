// Statements that are sent before the ones ahead of them are answered: the run has to tell and to leave behind what it would
// have told and left, one by one.
import { expect, onTestFinished, test } from 'vitest';
import { readVersionRows } from '../../server/src/database/versionRows';
import { waitUntil } from './embeddedProject';
import { collectRun, step, tableSteps, VERSION_TABLE } from './nativeRuns';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';

const onServer = test.skipIf(POSTGRES === undefined);

/** What a fresh session finds: the tables of the run, and the version rows. */
async function leftIn(
  url: string,
): Promise<{ readonly tables: readonly unknown[]; readonly rows: readonly string[] }> {
  const look = await connectServer(url);
  onTestFinished(async () => await look.close());
  const { rows } = await look.execute(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1",
  );
  return { tables: rows.map((row) => row['tablename']), rows: await readVersionRows(look, VERSION_TABLE) };
}

onServer(`the statement that fails is named among hundreds on their way${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const steps = tableSteps(150).map((one, index) =>
    index === 99
      ? { ...one, statements: [...one.statements, { sql: 'SELECT 1 / 0', line: 77, transactional: true }] }
      : one,
  );
  const { outcome, events, last } = await collectRun(await connectServer(url), { steps, plannedCurrent: [] });
  expect(outcome).toBe('failed');
  expect(last).toMatchObject({ revision: 'r100', line: 77, sql: 'SELECT 1 / 0', code: '22012', current: [] });
  const told = events.filter(({ event }) => event === 'statement');
  expect(told).toHaveLength(101);
  expect(told.at(-1)).toMatchObject({ step: 99, index: 1 });
  expect(await leftIn(url)).toEqual({ tables: [], rows: [] });
});

onServer(
  `texts that could end the transaction, or want data, stop those behind them${POSTGRES_SKIP}`,
  async () => {
    const alone = [
      { sql: 'SELECT 1; COMMIT', message: /ended the transaction/, stays: ['t1'] },
      { sql: 'COPY t1 FROM STDIN', message: /COPY.*rolled back/s, stays: [] },
      { sql: 'SELECT 1;\n/* x */ ROLLBACK', message: /ended the transaction/, stays: [] },
    ];
    for (const { sql, message, stays } of alone) {
      const url = await temporaryDatabase();
      const steps = [...tableSteps(1), step('r2', [sql, 'CREATE TABLE behind (id int)'])];
      const { outcome, last } = await collectRun(await connectServer(url), { steps, plannedCurrent: [] });
      expect(outcome).toBe('failed');
      expect(last).toMatchObject({ revision: 'r2', line: 10, sql });
      expect((last as { message: string }).message).toMatch(message);
      expect((await leftIn(url)).tables.filter((table) => /^t|behind/.test(String(table)))).toEqual(stays);
      // Nobody may believe that nothing stayed where it is not known.
      expect('isRolledBack' in last).toBe(!message.source.startsWith('ended'));
    }
  },
);

onServer(
  `a version row that somebody changed meanwhile fails, and nothing stays${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const steps = [
      ...tableSteps(2),
      step('r3', ['CREATE TABLE t3 (id int)'], {
        versionChanges: [{ kind: 'update', from: 'other', to: 'r3' }],
      }),
      // It is on its way when the row is missed, and must not be waited for.
      step('r4', ['SELECT pg_sleep(600)', 'CREATE TABLE t4 (id int)']),
    ];
    const { outcome, last } = await collectRun(await connectServer(url), { steps, plannedCurrent: [] });
    expect(outcome).toBe('failed');
    expect((last as { message: string }).message).toContain('expected to match one row when updating');
    expect(await leftIn(url)).toEqual({ tables: [], rows: [] });
  },
);

onServer(`a cancel ends the statement that runs and those behind it${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const watcher = await connectServer(url);
  onTestFinished(async () => await watcher.close());
  const cancel = new AbortController();
  const sleeps = Array.from({ length: 20 }, () => 'SELECT pg_sleep(600)');
  const running = collectRun(await connectServer(url), {
    steps: [...tableSteps(3), step('r4', sleeps)],
    plannedCurrent: [],
    signal: cancel.signal,
  });
  await waitUntil(async () => {
    const { rows } = await watcher.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    return rows.length > 0;
  });
  cancel.abort();
  const { outcome, last } = await running;
  expect(outcome).toBe('cancelled');
  expect(last).toMatchObject({ event: 'cancelled', current: [] });
  expect(await leftIn(url)).toEqual({ tables: [], rows: [] });
});

onServer(`what a statement sets counts for the one behind it${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const steps = [
    step('r1', ['CREATE SCHEMA other', 'SET LOCAL search_path = other', 'CREATE TABLE there (id int)'], {
      versionChanges: [{ kind: 'insert', version: 'r1' }],
    }),
  ];
  const session = await connectServer(url);
  const { outcome } = await collectRun(session, {
    steps,
    plannedCurrent: [],
    versionTable: { name: 'alembic_version', schema: 'public' },
  });
  expect(outcome).toBe('done');
  const look = await connectServer(url);
  onTestFinished(async () => await look.close());
  const { rows } = await look.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'there'");
  expect(rows).toEqual([{ schemaname: 'other' }]);
});
