// Several runs at once on one database, many times over: exactly one applies. RETORT_SOAK_ROUNDS says how often; a person
// runs more than CI does (npm run soak).
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../server/src/database/connection';
import { readVersionRows } from '../../server/src/database/versionRows';
import { waitUntil } from './embeddedProject';
import { collectRun, step, tableSteps, VERSION_TABLE } from './nativeRuns';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';

const ROUNDS = Number(process.env['RETORT_SOAK_ROUNDS'] ?? '20');
/** A round that begins later than this is left out; the report says how many were run. */
const BUDGET_MS = Number(process.env['RETORT_SOAK_SECONDS'] ?? '60') * 1000;

vi.setConfig({ testTimeout: BUDGET_MS + 120_000 });
const onServer = test.skipIf(POSTGRES === undefined);

async function rounds(play: (round: number) => Promise<void>): Promise<void> {
  const end = performance.now() + BUDGET_MS;
  let played = 0;
  for (; played < ROUNDS && performance.now() < end; played += 1) await play(played);
  console.log(`${played} of ${ROUNDS} rounds`);
  expect(played).toBeGreaterThan(0);
}

async function emptied(session: Connection): Promise<void> {
  await session.execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
}

onServer(`of 2 to 8 runs at once exactly one applies, every time${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const look = await connectServer(url);
  onTestFinished(async () => await look.close());
  await rounds(async (round) => {
    await emptied(look);
    const count = 2 + (round % 7);
    const sessions = await Promise.all(Array.from({ length: count }, async () => await connectServer(url)));
    const runs = await Promise.all(
      sessions.map(
        async (session) =>
          await collectRun(session, {
            steps: tableSteps(3),
            plannedCurrent: [],
            random: Math.random,
            transactionPerMigration: round % 2 === 0,
          }),
      ),
    );
    const outcomes = runs.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['done', ...Array.from({ length: count - 1 }, () => 'refused')]);
    expect(await readVersionRows(look, VERSION_TABLE)).toEqual(['r3']);
    const { rows } = await look.execute(
      "SELECT (SELECT count(*)::int FROM pg_tables WHERE tablename ~ '^t[0-9]$') AS tables, (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks",
    );
    expect(rows).toEqual([{ tables: 3, locks: 0 }]);
  });
});

onServer(
  `a concurrent index and a second run that waits never lock each other out${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const look = await connectServer(url);
    onTestFinished(async () => await look.close());
    const index = { sql: 'CREATE INDEX CONCURRENTLY i ON t1 (id)', line: 1, transactional: false };
    const steps = [
      ...tableSteps(1),
      step('r2', [index], { versionChanges: [{ kind: 'update', from: 'r1', to: 'r2' }] }),
    ];
    await rounds(async () => {
      await emptied(look);
      const runs = await Promise.all(
        [1, 2].map(
          async () =>
            await collectRun(await connectServer(url), { steps, plannedCurrent: [], random: Math.random }),
        ),
      );
      expect(runs.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
      const { rows } = await look.execute('SELECT indisvalid FROM pg_index WHERE indexrelid = $1::regclass', [
        'i',
      ]);
      expect(rows).toEqual([{ indisvalid: true }]);
    });
  },
);

onServer(
  `a session that the server ends leaves the lock free and no half of a revision${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const look = await connectServer(url);
    onTestFinished(async () => await look.close());
    await rounds(async (round) => {
      await emptied(look);
      const at = round % 4;
      const session = await connectServer(url, { applicationName: 'victim' });
      const { outcome, last } = await collectRun(session, {
        steps: tableSteps(4),
        plannedCurrent: [],
        transactionPerMigration: round % 8 < 4,
        onEvent: (event) => {
          if (event.event !== 'statement' || event.step !== at) return;
          void look.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND datname = current_database()",
          );
        },
      });
      expect(['failed', 'done']).toContain(outcome);
      const rows = await readVersionRows(look, VERSION_TABLE);
      if (outcome === 'failed') expect(last).toMatchObject({ current: rows });
      const { rows: tables } = await look.execute(
        "SELECT tablename FROM pg_tables WHERE tablename ~ '^t[0-9]$' ORDER BY 1",
      );
      const applied = Number(rows[0]?.slice(1) ?? 0);
      expect(tables).toEqual(Array.from({ length: applied }, (_, index) => ({ tablename: `t${index + 1}` })));
      await waitUntil(async () => {
        const { rows: locks } = await look.execute(
          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
        return locks.length === 0;
      });
    });
  },
);

onServer(
  `a reader never waits longer than the lock time-out behind a run that waits itself${POSTGRES_SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const [holder, reader] = [await connectServer(url), await connectServer(url)];
    onTestFinished(async () => {
      await holder.close();
      await reader.close();
    });
    await holder.execute('CREATE TABLE t (id int)');
    await holder.execute('BEGIN; SELECT * FROM t');
    const session = await connectServer(url, { lockTimeoutSeconds: 0.5 });
    const running = collectRun(session, {
      steps: [step('r1', ['ALTER TABLE t ADD COLUMN x int'])],
      plannedCurrent: [],
    });
    await waitUntil(async () => {
      const { rows } = await holder.execute(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 't'::regclass",
      );
      return rows.length > 0;
    });
    // Queued behind the run, which gives up after half a second; without the limit this would wait for the holder for ever.
    await reader.execute('SELECT * FROM t');
    expect(holder.transaction).toBe('open');
    await holder.execute('COMMIT');
    expect((await running).outcome).toBe('done');
  },
);

onServer(`a database that was moved on since the plan is left alone${POSTGRES_SKIP}`, async () => {
  const url = await temporaryDatabase();
  const other = await connectServer(url);
  await collectRun(other, { steps: tableSteps(2), plannedCurrent: [] });
  const { last } = await collectRun(await connectServer(url), { steps: tableSteps(1), plannedCurrent: [] });
  expect(last).toMatchObject({ event: 'refused', exitCode: 4, nextStep: 'Make the plan again.' });
  expect((last as { message: string }).message).toContain(
    'it was at no revision and is at r2; nothing was run',
  );
});
