// A network that is cut during a run: the database is before or after a revision, and what could not be asked is said.
import { readdirSync, readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { serverProject, startRun, type ServerProject } from './serverProject';
import { readVersionRows } from '../../server/src/database/versionRows';
import { waitUntil } from '../database/embeddedProject';
import { VERSION_TABLE } from '../database/nativeRuns';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON } from '../database/python';

// A limit for hangs: each case is a dozen processes.
vi.setConfig({ testTimeout: 240_000 });
const onServer = it.skipIf(POSTGRES === undefined);

/** A way to the server that can be cut. */
class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#isCut) {
        near.resetAndDestroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on('data', (data) => other.write(data));
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
  }

  static async to(url: string): Promise<{ readonly cable: Cable; readonly url: string }> {
    const through = new URL(url);
    const cable = new Cable(new URL(url));
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve));
    const address = cable.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    through.port = String(address.port);
    onTestFinished(() => {
      cable.cut();
      cable.#server.close();
    });
    return { cable, url: through.href };
  }

  /** Everything that is open ends with a reset, and nothing new is let through. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** Nothing comes through any more in either direction, and nobody is told. */
  goSilent(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.removeAllListeners('data').pause();
  }
}

const PAUSE = 'op.execute("SELECT pg_sleep(0.2)")';
const BODIES = [1, 2, 3].map((n) =>
  [
    `op.create_table("t${n}", sa.Column("id", sa.Integer()))`,
    PAUSE,
    `op.add_column("t${n}", sa.Column("x", sa.Integer()))`,
    PAUSE,
  ].join('\n'),
);

async function empty({ url }: ServerProject): Promise<void> {
  const session = await connectServer(url, { applicationName: 'empty' });
  await session.execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await session.close();
}

/** Version rows, and the tables with both columns and with one, once no session of the run is left. */
async function stateOf({
  url,
}: ServerProject): Promise<{ rows: readonly string[]; whole: string[]; half: string[] }> {
  const look = await connectServer(url, { applicationName: 'look' });
  await waitUntil(async () => {
    const { rows } = await look.execute(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    return rows.length === 0;
  });
  const { rows } = await look.execute(
    `SELECT relname AS name, relnatts = 2 AS whole FROM pg_class WHERE relname ~ '^t[0-9]$' ORDER BY 1`,
  );
  const names = (isWhole: boolean) =>
    rows.filter(({ whole }) => whole === isWhole).map(({ name }) => String(name));
  const state = { rows: await readVersionRows(look, VERSION_TABLE), whole: names(true), half: names(false) };
  await look.close();
  return state;
}

const perMigration = (source: string): string =>
  source.replaceAll(
    'target_metadata=target_metadata',
    'target_metadata=target_metadata, transaction_per_migration=True',
  );

/** The same project, reached through a cable. */
async function wired(
  env: (source: string) => string,
): Promise<{ project: ServerProject; cable: Cable; through: ServerProject }> {
  const project = await serverProject(BODIES, { env });
  const { cable, url } = await Cable.to(project.url);
  return { project, cable, through: { ...project, url, env: { ...project.env, DATABASE_URL: url } } };
}

onServer(`cut at every statement, for good or for a moment${POSTGRES_SKIP}`, async () => {
  for (const env of [(source: string) => source, perMigration]) {
    for (const isMended of [false, true]) {
      const { project, cable, through } = await wired(env);
      for (const at of [0, 2, 5, 8, 11]) {
        let seen = 0;
        const child = startRun(through, ['upgrade', 'head', '--runner', 'native'], (event) => {
          if (event.event !== 'statement' || seen++ !== at) return;
          cable.cut();
          if (isMended) cable.mend();
        });
        expect(await child.ended).toBe(4);
        const state = await stateOf(project);
        const what = `statement ${at}: ${JSON.stringify(state)}`;
        expect(state.half, what).toEqual([]);
        expect(state.whole, what).toEqual(state.whole.slice(0, Number(state.rows[0]?.slice(1) ?? 0)));
        const last = child.events.at(-1);
        expect(last?.event).toBe('failed');
        const { message } = last as { message: string };
        if (isMended) expect(message).toContain(`the database is at ${state.rows[0] ?? 'no revision'}`);
        else expect(message).toMatch(/could not be asked|is not known/u);
        cable.mend();
        await empty(project);
      }
      expect((await project.run('upgrade head --yes')).code).toBe(0);
      expect((await stateOf(project)).whole).toEqual(['t1', 't2', 't3']);
    }
  }
});

onServer(
  `a network that goes silent: a cancel ends the run, which says what it could not ask${POSTGRES_SKIP}`,
  async () => {
    const { project, cable, through } = await wired((source) => source);
    let seen = 0;
    const child = startRun(through, ['upgrade', 'head', '--runner', 'native'], (event, self) => {
      if (event.event !== 'statement' || seen++ !== 3) return;
      cable.goSilent();
      self.kill('SIGINT');
    });
    const began = performance.now();
    expect([4, 130]).toContain(await child.ended);
    expect(performance.now() - began).toBeLessThan(60_000);
    const last = child.events.at(-1);
    expect(['cancelled', 'failed']).toContain(last?.event);
    expect(last).not.toHaveProperty('current');
    const killer = await connectServer(project.url, { applicationName: 'killer' });
    await killer.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'retort-%'",
    );
    await killer.close();
    expect(await stateOf(project)).toEqual({ rows: [], whole: [], half: [] });
  },
);

it.skipIf(POSTGRES === undefined || PYTHON === undefined || process.platform !== 'linux')(
  `Alembic does not outlive a run that is killed${POSTGRES_SKIP}`,
  async () => {
    const project = await serverProject([BODIES[0] ?? '', 'op.execute("SELECT pg_sleep(8)")']);
    let children: readonly number[] = [];
    const child = startRun(project, ['upgrade', 'head', '--runner', 'alembic'], (event, self) => {
      if (event.event !== 'step' || event.index !== 1) return;
      children = descendants(self.processId);
      self.kill('SIGKILL');
    });
    expect(await child.ended).toBe('SIGKILL');
    expect(children.length).toBeGreaterThan(0);
    await waitUntil(() => Promise.resolve(children.every((pid) => !isAlive(pid))));
    expect(await stateOf(project)).toEqual({ rows: [], whole: [], half: [] });
    expect((await project.run('upgrade r1 --yes')).code).toBe(0);
  },
);

/** Processes below one, as the kernel has them. */
function descendants(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
      } catch {
        return [];
      }
    });
  const below = (parent: number): number[] =>
    parents.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
