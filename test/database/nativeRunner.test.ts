// Runs on the embedded database: what they do, what they tell, and what is left when they do not get to their end.
import { knownFailure } from '../../server/src/database/knownFailures';
import { expect, test } from 'vitest';
import type { Connection } from '../../server/src/database/connection';
import { segmentsOf } from '../../server/src/database/nativeRun';
import { readVersionRows } from '../../server/src/database/versionRows';
import { attach, connectEmbedded, driverClient, killOwner, sharedProject } from './embeddedProject';
import { collectRun, step, tableSteps, VERSION_TABLE } from './nativeRuns';

const project = sharedProject();

async function tablesOf(connection: Connection): Promise<string[]> {
  const { rows } = await connection.execute(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  return rows.map((row) => String(row['tablename']));
}

async function look(): Promise<{ tables: string[]; versions: readonly string[] }> {
  const connection = await connectEmbedded(project());
  const state = {
    tables: await tablesOf(connection),
    versions: await readVersionRows(connection, VERSION_TABLE),
  };
  await connection.close();
  return state;
}

test('an upgrade and a downgrade change tables and rows as planned, and tell each step', async () => {
  const up = await collectRun(await connectEmbedded(project()), { steps: tableSteps(2), plannedCurrent: [] });
  expect(up.outcome).toBe('done');
  expect(up.events).toEqual([
    { event: 'step', index: 0, revision: 'r1', state: 'begin' },
    { event: 'statement', step: 0, index: 0 },
    { event: 'step', index: 0, revision: 'r1', state: 'done' },
    { event: 'step', index: 1, revision: 'r2', state: 'begin' },
    { event: 'statement', step: 1, index: 0 },
    { event: 'step', index: 1, revision: 'r2', state: 'done' },
    { event: 'done', current: ['r2'], durationMs: expect.any(Number) as number },
  ]);
  expect(await look()).toEqual({ tables: ['alembic_version', 't1', 't2'], versions: ['r2'] });

  const down = [
    step('r2', ['DROP TABLE t2'], {
      direction: 'downgrade',
      versionChanges: [{ kind: 'update', from: 'r2', to: 'r1' }],
    }),
    step('r1', ['DROP TABLE t1'], {
      direction: 'downgrade',
      versionChanges: [{ kind: 'delete', version: 'r1' }],
    }),
  ];
  const { last } = await collectRun(await connectEmbedded(project()), {
    steps: down,
    plannedCurrent: ['r2'],
  });
  expect(last).toMatchObject({ event: 'done', current: [] });
  expect(await look()).toEqual({ tables: ['alembic_version'], versions: [] });
});

test('the version table is the one Alembic makes', async () => {
  const connection = await connectEmbedded(project());
  await connection.execute('CREATE SCHEMA "My App"');
  const versionTable = { name: 'Version', schema: 'My App' };
  await collectRun(connection, { steps: tableSteps(1), plannedCurrent: [], versionTable });
  const next = await connection.reopen();
  const { rows } = await next.execute(
    `SELECT conname, contype::text, pg_get_constraintdef(c.oid) AS definition, format_type(atttypid, atttypmod) AS type, attnotnull
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = 1
      WHERE c.conrelid = '"My App"."Version"'::regclass AND contype = 'p'`,
  );
  expect(rows).toEqual([
    {
      conname: 'Version_pkc',
      contype: 'p',
      definition: 'PRIMARY KEY (version_num)',
      type: 'character varying(32)',
      attnotnull: true,
    },
  ]);
  expect(await readVersionRows(next, versionTable)).toEqual(['r1']);
  expect(await readVersionRows(next, VERSION_TABLE)).toEqual([]);
  await next.close();
});

test('a failure in the middle leaves nothing, and points at the statement', async () => {
  await collectRun(await connectEmbedded(project()), { steps: tableSteps(1), plannedCurrent: [] });
  const steps = [
    step('r2', ['CREATE TABLE t2 (id int)'], { versionChanges: [{ kind: 'update', from: 'r1', to: 'r2' }] }),
    step('r3', [
      'CREATE TABLE t3 (id int)',
      'ALTER TABLE missing ADD COLUMN x int',
      'CREATE TABLE t4 (id int)',
    ]),
  ];
  const { outcome, last } = await collectRun(await connectEmbedded(project()), {
    steps,
    plannedCurrent: ['r1'],
  });
  expect(outcome).toBe('failed');
  expect(last).toEqual({
    event: 'failed',
    message: 'relation "missing" does not exist; everything was rolled back, the database is at r1',
    nextStep: knownFailure('relation "missing" does not exist')?.nextStep,
    revision: 'r3',
    path: '/versions/r3.py',
    line: 11,
    sql: 'ALTER TABLE missing ADD COLUMN x int',
    code: '42P01',
    current: ['r1'],
    isRolledBack: true,
  });
  expect(await look()).toEqual({ tables: ['alembic_version', 't1'], versions: ['r1'] });
});

test('a constraint that fails at COMMIT fails the run', async () => {
  const steps = [
    step('r1', [
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)',
      'INSERT INTO c VALUES (1)',
    ]),
  ];
  const { last } = await collectRun(await connectEmbedded(project()), { steps, plannedCurrent: [] });
  expect(last).toMatchObject({
    event: 'failed',
    code: '23503',
    revision: 'r1',
    line: undefined,
    current: [],
  });
  expect(await look()).toEqual({ tables: [], versions: [] });
});

test('a version row that is not there stops the run in the words of Alembic', async () => {
  const cases = [
    [{ kind: 'update', from: 'x', to: 'y' }, "updating 'x' to 'y' in 'alembic_version'; 0 found"],
    [{ kind: 'delete', version: 'x' }, "deleting 'x' in 'alembic_version'; 0 found"],
  ] as const;
  for (const [change, words] of cases) {
    const steps = [step('y', ['CREATE TABLE t (id int)'], { versionChanges: [change] })];
    const { last } = await collectRun(await connectEmbedded(project()), { steps, plannedCurrent: [] });
    expect(last).toMatchObject({ event: 'failed', revision: 'y' });
    expect((last as { message: string }).message).toContain(
      `Online migration expected to match one row when ${words}`,
    );
    expect((await look()).tables).toEqual([]);
  }
});

test('nothing runs when the rows changed since the plan', async () => {
  await collectRun(await connectEmbedded(project()), { steps: tableSteps(1), plannedCurrent: [] });
  const { outcome, events } = await collectRun(await connectEmbedded(project()), {
    steps: tableSteps(2),
    plannedCurrent: [],
  });
  expect(outcome).toBe('refused');
  expect(events).toEqual([
    {
      event: 'refused',
      message: 'shop@embedded changed since the plan: it was at no revision and is at r1; nothing was run',
      path: undefined,
      line: undefined,
      nextStep: 'Make the plan again.',
      exitCode: 4,
    },
  ]);
});

test('a statement that commits by itself is refused, or found out', async () => {
  const commits = ['COMMIT', ' -- so\n/* it */ end;', 'ROLLBACK', 'abort'];
  for (const sql of commits) {
    const { last } = await collectRun(await connectEmbedded(project()), {
      steps: [step('r1', ['SELECT 1', sql])],
      plannedCurrent: [],
    });
    expect(last).toMatchObject({ event: 'refused', exitCode: 3, path: '/versions/r1.py', line: 11 });
  }
  const hidden = await collectRun(await connectEmbedded(project()), {
    steps: [step('r1', ['CREATE TABLE t1 (id int); COMMIT', 'CREATE TABLE t2 (id int)'])],
    plannedCurrent: [],
  });
  expect(hidden.last).toMatchObject({ event: 'failed', line: 10, current: [] });
  expect((await look()).tables).toEqual(['alembic_version', 't1']);
  const harmless = [
    'SAVEPOINT s; ROLLBACK TO s',
    'ROLLBACK TO SAVEPOINT s',
    'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$',
  ];
  const { outcome } = await collectRun(await connectEmbedded(project()), {
    steps: [step('r1', harmless)],
    plannedCurrent: [],
  });
  expect(outcome).toBe('done');
});

test('an autocommit block commits what came before it and runs on its own', async () => {
  const concurrently = { sql: 'CREATE INDEX CONCURRENTLY i ON t1 (id)', line: 20, transactional: false };
  const steps = [
    ...tableSteps(1),
    step('r2', ['CREATE TABLE t2 (id int)', concurrently, 'CREATE TABLE t3 (id int)', 'nonsense'], {
      versionChanges: [{ kind: 'update', from: 'r1', to: 'r2' }],
    }),
  ];
  const { last } = await collectRun(await connectEmbedded(project()), { steps, plannedCurrent: [] });
  expect(last).toMatchObject({ event: 'failed', line: 13, current: ['r1'] });
  expect((last as { message: string }).message).toContain(
    'what was committed before it stays, the database is at r1',
  );
  // As with Alembic: the part of r2 before the block stays.
  expect(await look()).toEqual({ tables: ['alembic_version', 't1', 't2'], versions: ['r1'] });
});

test('commits are where env.py wants them', () => {
  const shapes = (transactionPerMigration: boolean): string[] =>
    segmentsOf({ steps: tableSteps(2), plannedCurrent: [], transactionPerMigration }).map(({ actions }) =>
      actions.map(({ kind }) => kind).join(' '),
    );
  const one = 'beginStep statement version endStep';
  expect(shapes(false)).toEqual([`createVersionTable ${one} ${one}`]);
  expect(shapes(true)).toEqual(['createVersionTable', one, one]);
});

test('with a transaction per revision the ones before the failing one stay', async () => {
  const steps = [...tableSteps(2), step('r3', ['nonsense'])];
  const { last } = await collectRun(await connectEmbedded(project()), {
    steps,
    plannedCurrent: [],
    transactionPerMigration: true,
  });
  expect(last).toMatchObject({ event: 'failed', revision: 'r3', current: ['r2'] });
  expect(await look()).toEqual({ tables: ['alembic_version', 't1', 't2'], versions: ['r2'] });
});

test('a cancelled run ends at once and leaves nothing', async () => {
  const abort = new AbortController();
  let began = 0;
  const steps = [...tableSteps(1), step('r2', ['SELECT pg_sleep(60)'])];
  const { outcome, last } = await collectRun(await connectEmbedded(project()), {
    steps,
    plannedCurrent: [],
    signal: abort.signal,
    onEvent: (event) => {
      if (event.event !== 'statement' || event.step !== 1) return;
      began = performance.now();
      setImmediate(() => abort.abort());
    },
  });
  expect(outcome).toBe('cancelled');
  expect(last).toEqual({ event: 'cancelled', current: [] });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await look()).toEqual({ tables: [], versions: [] });
});

test('a run that was cancelled before it began does nothing', async () => {
  const { events } = await collectRun(await connectEmbedded(project()), {
    steps: tableSteps(1),
    plannedCurrent: [],
    signal: AbortSignal.abort(),
  });
  expect(events).toEqual([{ event: 'cancelled', current: [], isRolledBack: true }]);
});

test('an owner that is killed during a run leaves the state before or after a revision', async () => {
  for (const perMigration of [true, false]) {
    for (const killAt of [0, 2, 5]) {
      const { versions: before } = await look();
      const done = Number(before[0]?.slice(1) ?? 0);
      let killed: Promise<void> | undefined;
      const { outcome, last } = await collectRun(await connectEmbedded(project()), {
        steps: tableSteps(done + 8).slice(done),
        plannedCurrent: before,
        transactionPerMigration: perMigration,
        onEvent: (event) => {
          if (event.event === 'statement' && event.step === killAt) killed = killOwner(project());
        },
      });
      await killed;
      const after = await look();
      const reached = Number(after.versions[0]?.slice(1) ?? 0);
      expect(after.tables.filter((name) => name !== 'alembic_version').length).toBe(reached);
      if (outcome === 'failed') expect(last).toMatchObject({ current: after.versions });
      expect(reached).toBeGreaterThanOrEqual(done);
    }
  }
});

test('a second run waits for the database and then sees that the plan is old', async () => {
  const address = await attach(project());
  const holder = await driverClient(address, { application_name: 'first' });
  const second = connectEmbedded(project()).then(
    async (connection) => await collectRun(connection, { steps: tableSteps(1), plannedCurrent: ['r0'] }),
  );
  await holder.end();
  expect((await second).outcome).toBe('refused');
});
