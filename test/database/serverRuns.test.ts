// Runs and sessions on a real PostgreSQL server: locks between runs, lost sessions, and what is said about them.
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseProblem } from '../../server/src/database/databaseProblem';
import { lockKey } from '../../server/src/database/migrationLock';
import { readVersionRows } from '../../server/src/database/versionRows';
import { hurriedClock } from '../support/manualClock';
import { waitUntil } from './embeddedProject';
import { collectRun, step, tableSteps, VERSION_TABLE } from './nativeRuns';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';

const onServer = test.skipIf(POSTGRES === undefined);

async function problemOf(action: Promise<unknown>): Promise<DatabaseProblem> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseProblem)) throw new Error(`no DatabaseProblem but ${String(error)}`);
  return error;
}

onServer(`of several runs at once one applies, the others say so${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const sessions = await Promise.all(Array.from({ length: 4 }, async () => await connectServer(url)));
  const runs = await Promise.all(
    sessions.map(async (session) => await collectRun(session, { steps: tableSteps(5), plannedCurrent: [] })),
  );
  expect(runs.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused', 'refused', 'refused']);
  for (const { outcome, last } of runs) {
    if (outcome === 'refused') expect(last).toMatchObject({ exitCode: 4, nextStep: 'Make the plan again.' });
  }
  const look = await connectServer(url);
  expect(await readVersionRows(look, VERSION_TABLE)).toEqual(['r5']);
  const { rows } = await look.execute(
    "SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory'",
  );
  expect(rows).toEqual([{ held: 0 }]);
  await look.close();
});

onServer(`a concurrent index is built while another run waits for its turn${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const index = { sql: 'CREATE INDEX CONCURRENTLY i ON t1 (id)', line: 1, transactional: false };
  const indexed = [
    ...tableSteps(1),
    step('r2', [index], { versionChanges: [{ kind: 'update', from: 'r1', to: 'r2' }] }),
  ];
  const sessions = await Promise.all([connectServer(url), connectServer(url)]);
  const runs = await Promise.all(
    sessions.map(async (session) => await collectRun(session, { steps: indexed, plannedCurrent: [] })),
  );
  expect(runs.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
});

onServer(
  `a table that somebody reads is waited for, tried again, and changed when it is free${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const reader = await connectServer(url);
    onTestFinished(async () => await reader.close());
    await reader.execute('CREATE TABLE t (id int)');
    await reader.execute('BEGIN; SELECT * FROM t');
    const waiting = async (): Promise<boolean> => {
      const { rows } = await reader.execute(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 't'::regclass",
      );
      return rows.length > 0;
    };
    const session = await connectServer(url, { lockTimeoutSeconds: 1 });
    const running = collectRun(session, {
      steps: [step('r1', ['ALTER TABLE t ADD COLUMN x int'])],
      plannedCurrent: [],
    });
    await waitUntil(waiting);
    await waitUntil(async () => !(await waiting()));
    await reader.execute('COMMIT');
    const { outcome, events } = await running;
    expect(outcome).toBe('done');
    expect(events.filter(({ event }) => event === 'statement')).toHaveLength(1);
  },
);

onServer(`a lock that never comes fails the run with a reason${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const reader = await connectServer(url);
  onTestFinished(async () => await reader.close());
  await reader.execute('CREATE TABLE t (id int)');
  await reader.execute('BEGIN; SELECT * FROM t');
  const session = await connectServer(url, { lockTimeoutSeconds: 0.1 });
  const { last } = await collectRun(session, {
    steps: [step('r1', ['DROP TABLE t'])],
    plannedCurrent: [],
    random: () => 0,
  });
  expect(last).toMatchObject({ event: 'failed', code: '55P03', line: 10, current: [] });
  expect((last as { nextStep: string }).nextStep).toContain('Another session holds the table');
});

onServer(`a cancelled run ends at once and is rolled back${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const abort = new AbortController();
  let began = 0;
  const { last } = await collectRun(await connectServer(url), {
    steps: [...tableSteps(1), step('r2', ['SELECT pg_sleep(60)'])],
    plannedCurrent: [],
    signal: abort.signal,
    onEvent: (event) => {
      if (event.event !== 'statement' || event.step !== 1) return;
      began = performance.now();
      setImmediate(() => abort.abort());
    },
  });
  expect(last).toEqual({ event: 'cancelled', current: [], isRolledBack: true });
  expect(performance.now() - began).toBeLessThan(10_000);
  const look = await connectServer(url);
  expect((await look.execute("SELECT to_regclass('t1') AS found")).rows).toEqual([{ found: null }]);
  await look.close();
});

onServer(
  `a session that the server ends fails the run; the rows are read on another one${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const { outcome, last } = await collectRun(await connectServer(url), {
      steps: [...tableSteps(1), step('r2', ['SELECT pg_terminate_backend(pg_backend_pid())'])],
      plannedCurrent: [],
      transactionPerMigration: true,
    });
    expect(outcome).toBe('failed');
    expect(last).toMatchObject({ revision: 'r2', code: '57P01', current: ['r1'] });
    expect((last as { message: string }).message).toMatch(/; the database is at r1$/u);
  },
);

onServer(`a lock held by another run is told after ten seconds${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const holder = await connectServer(url);
  onTestFinished(async () => await holder.close());
  await holder.execute('SELECT pg_advisory_lock($1::bigint)', [lockKey(holder.database, VERSION_TABLE)]);
  const { last } = await collectRun(await connectServer(url), {
    steps: tableSteps(1),
    plannedCurrent: [],
    clock: hurriedClock,
  });
  expect(last).toMatchObject({ event: 'refused', exitCode: 4 });
  expect((last as { message: string }).message).toContain('another run is changing');
});

onServer(`no message holds the password${POSTGRES_SKIP}`, async () => {
  const canary = 'c4n@ry:pässword';
  const url = new URL(POSTGRES ?? '');
  url.password = encodeURIComponent(canary);
  const wrong = await problemOf(connectServer(url.href));
  expect(wrong.message).toMatch(/^postgres@127\.0\.0\.1:\d+\/postgres refused the login: /u);
  expect(wrong.nextStep).toContain('PGPASSWORD');
  url.port = '1';
  const closed = await problemOf(connectServer(url.href));
  expect(closed.message).toBe('nothing listens at postgres@127.0.0.1:1/postgres');
  for (const { message, nextStep, stack } of [wrong, closed]) {
    for (const secret of [canary, encodeURIComponent(canary)])
      expect(`${message}${nextStep}${stack ?? ''}`).not.toContain(secret);
  }
});

onServer(
  `sslmode=require on a server without TLS says so; prefer goes on without${POSTGRES_SKIP}`,
  async () => {
    const withMode = (mode: string): string => `${POSTGRES ?? ''}?sslmode=${mode}`;
    expect((await problemOf(connectServer(withMode('require')))).message).toMatch(/does not speak TLS$/u);
    expect((await problemOf(connectServer(withMode('sideways')))).message).toBe(
      'sslmode `sideways` is not known',
    );
    for (const mode of ['prefer', 'disable', 'allow']) await (await connectServer(withMode(mode))).close();
  },
);

onServer(`names that do not exist are told with what to do${POSTGRES_SKIP}`, async () => {
  const url = new URL(POSTGRES ?? '');
  url.pathname = '/missing';
  expect(await problemOf(connectServer(url.href))).toMatchObject({
    code: '3D000',
    nextStep: 'Create the database, or correct its name.',
  });
  const unset = await problemOf(connectServer(''));
  expect(unset.message).toBe('the environment variable DATABASE_URL is not set');
});
