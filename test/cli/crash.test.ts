// Runs that are killed: the database is before or after a revision, the lock is free, and the next start says which.
import { expect, it, vi } from 'vitest';
import { readVersionRows } from '../../server/src/database/versionRows';
import { waitUntil } from '../database/embeddedProject';
import { VERSION_TABLE } from '../database/nativeRuns';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { retort } from '../support/commandLine';
import { serverProject, startRun, type ServerProject } from './serverProject';

// A limit for hangs: each case is a dozen processes.
vi.setConfig({ testTimeout: 240_000 });
const onServer = it.skipIf(POSTGRES === undefined);

const PAUSE = 'op.execute("SELECT pg_sleep(0.25)")';
/** Five revisions; each makes a table and a column of it. The last one pauses, so that a kill there is before the end. */
const BODIES = [1, 2, 3, 4, 5].map((n) =>
  [
    `op.create_table("t${n}", sa.Column("id", sa.Integer()))`,
    PAUSE,
    `op.add_column("t${n}", sa.Column("x", sa.Integer()))`,
    ...(n === 5 ? [PAUSE] : []),
  ].join('\n'),
);

interface State {
  readonly rows: readonly string[];
  /** The tables that are there whole. */
  readonly tables: readonly string[];
  /** Those without their second column: a revision that is half there. */
  readonly halves: readonly string[];
}

/** What is in the database once nobody of the run is connected to it any more. */
async function stateOf({ url }: ServerProject): Promise<State> {
  const look = await connectServer(url, { applicationName: 'look' });
  const began = performance.now();
  await waitUntil(async () => {
    const { rows } = await look.execute(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    return rows.length === 0;
  });
  expect(performance.now() - began).toBeLessThan(5_000);
  const { rows } = await look.execute(
    `SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'x') AS whole
       FROM pg_class c WHERE c.relname ~ '^t[0-9]$' ORDER BY 1`,
  );
  const state = {
    rows: await readVersionRows(look, VERSION_TABLE),
    tables: rows.filter(({ whole }) => whole === true).map(({ name }) => String(name)),
    halves: rows.filter(({ whole }) => whole !== true).map(({ name }) => String(name)),
  };
  await look.close();
  return state;
}

/** The tables of a database at `rows`. */
function tablesAt(rows: readonly string[]): readonly string[] {
  const count = Number(rows[0]?.slice(1) ?? 0);
  return Array.from({ length: count }, (_, index) => `t${index + 1}`);
}

const perMigration = (source: string): string =>
  source.replaceAll(
    'target_metadata=target_metadata',
    'target_metadata=target_metadata, transaction_per_migration=True',
  );

onServer(
  `killed at every statement, the database is before or after a revision; the next plan says which${POSTGRES_SKIP}`,
  async () => {
    for (const [env, places] of [
      [(source: string) => source, [0, 7, 14]],
      [perMigration, [0, 4, 7]],
    ] as const) {
      const project = await serverProject(BODIES, { env });
      for (const at of places) {
        let seen = 0;
        const child = startRun(project, ['upgrade', 'head', '--runner', 'native'], (event, self) => {
          if (event.event === 'statement' && seen++ === at) self.kill('SIGKILL');
        });
        expect(await child.ended).toBe('SIGKILL');
        const state = await stateOf(project);
        expect(state.halves).toEqual([]);
        expect(state.tables).toEqual(tablesAt(state.rows));
        if (env !== perMigration) expect(state.rows).toEqual([]);
        const { stdout } = await project.run('upgrade head --plan');
        expect(stdout).toMatch(
          /! The run of .* \(upgrade head, from .*\) was ended before it could say how/u,
        );
        expect(stdout).toContain(`the database is at ${state.rows[0] ?? 'no revision'}, `);
        const { stdout: runs } = await retort(project.folder, ['runs'], { env: project.env });
        expect(runs.split('\n')[0]).toMatch(/ {2}unfinished$/u);
      }
      expect(await project.run('upgrade head --yes')).toMatchObject({ code: 0, stderr: '' });
      expect((await stateOf(project)).tables).toEqual(tablesAt(['r5']));
      expect((await project.run('downgrade -1 --plan')).stdout).not.toContain('was ended before');
    }
  },
);

onServer(`what was sent ahead ends with a run that is killed${POSTGRES_SKIP}`, async () => {
  const long = Array.from({ length: 5 }, () => 'op.execute("SELECT pg_sleep(600)")').join('\n');
  const project = await serverProject([BODIES[0] ?? '', long]);
  let seen = 0;
  const child = startRun(project, ['upgrade', 'head', '--runner', 'native'], (event, self) => {
    if (event.event === 'statement' && seen++ === 3) self.kill('SIGKILL');
  });
  expect(await child.ended).toBe('SIGKILL');
  expect(await stateOf(project)).toEqual({ rows: [], tables: [], halves: [] });
});

onServer(
  `a session that the server ends at any statement leaves nothing behind${POSTGRES_SKIP}`,
  async () => {
    const project = await serverProject(BODIES);
    const killer = await connectServer(project.url, { applicationName: 'killer' });
    for (const at of [1, 7, 13]) {
      let seen = 0;
      const child = startRun(project, ['upgrade', 'head', '--runner', 'native'], (event) => {
        if (event.event !== 'statement' || seen++ !== at) return;
        void killer.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'retort-%'",
        );
      });
      expect(await child.ended).toBe(4);
      expect(child.events.at(-1)).toMatchObject({ event: 'failed', current: [] });
      expect((child.events.at(-1) as { message: string }).message).toMatch(
        /the database is at no revision$/u,
      );
    }
    await killer.close();
    expect(await stateOf(project)).toEqual({ rows: [], tables: [], halves: [] });
  },
);

it.skipIf(POSTGRES === undefined || PYTHON === undefined)(
  `Alembic that is killed leaves nothing of its transaction, and the run says where the database is${PYTHON_SKIP}`,
  async () => {
    const project = await serverProject([BODIES[0] ?? '', 'op.execute("SELECT pg_sleep(30)")']);
    const killer = await connectServer(project.url, { applicationName: 'killer' });
    const child = startRun(project, ['upgrade', 'head', '--runner', 'alembic'], (event) => {
      if (event.event !== 'step' || event.index !== 1) return;
      void waitUntil(async () => {
        const { rows } = await killer.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
        );
        return rows.length > 0;
      });
    });
    expect(await child.ended).toBe(4);
    expect(child.events.at(-1)).toMatchObject({ event: 'failed', current: [] });
    await killer.close();
    expect(await stateOf(project)).toEqual({ rows: [], tables: [], halves: [] });
  },
);

onServer(
  `an index that a kill leaves broken is told by the next plan, with what mends it${POSTGRES_SKIP}`,
  async () => {
    const project = await serverProject([
      'op.create_table("t1", sa.Column("id", sa.Integer()), sa.Column("x", sa.Integer()))',
      'with op.get_context().autocommit_block():\n    op.create_index("t1_x", "t1", ["x"], postgresql_concurrently=True)',
    ]);
    await project.run('upgrade r1 --yes');
    const holder = await connectServer(project.url, { applicationName: 'holder' });
    await holder.execute('BEGIN; INSERT INTO t1 VALUES (1, 1)');
    const child = startRun(project, ['upgrade', 'head', '--lock-timeout', '0'], (event, self) => {
      if (event.event === 'blocked') self.kill('SIGKILL');
    });
    expect(await child.ended).toBe('SIGKILL');
    expect(child.events.find(({ event }) => event === 'blocked')).toMatchObject({ application: 'holder' });
    await holder.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'retort-%'",
    );
    await holder.execute('COMMIT');
    await holder.close();
    await stateOf(project);
    const { stdout } = await project.run('upgrade head --plan');
    expect(stdout).toContain(
      '! The index t1_x of t1 is not valid: its build was broken off, and no query uses it.',
    );
    expect(stdout).toContain(
      'DROP INDEX CONCURRENTLY t1_x; CREATE INDEX CONCURRENTLY t1_x ON public.t1 USING btree (x);',
    );
    const failed = await project.run('upgrade head --yes');
    expect(failed.code).toBe(4);
    expect(failed.stderr).toContain(
      'The index t1_x is not valid; before you run it again: DROP INDEX CONCURRENTLY t1_x;',
    );
    const mender = await connectServer(project.url);
    await mender.execute('DROP INDEX CONCURRENTLY t1_x');
    await mender.close();
    expect((await project.run('upgrade head --yes')).code).toBe(0);
  },
);
