// Runs through the project's own Alembic: what becomes of its output, and real runs.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase, temporaryUser } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { DIST } from '../support/build';
import { copyOfExample, retort, revisionSource, writeFiles, type Outcome } from '../support/commandLine';

const HEAD = 'f90e2c7b315d';
const CREATE_A = revisionSource(
  'one1',
  undefined,
  'op.create_table("a", sa.Column("id", sa.Integer()))',
  'op.drop_table("a")',
);
const DYNAMIC = revisionSource(
  'two2',
  'one1',
  'import platform\nop.execute("COMMENT ON TABLE a IS \'" + platform.system() + "\'")',
  'pass',
);

/** The example with other revisions. */
function projectWith(files: Readonly<Record<string, string>>): string {
  const folder = copyOfExample('shop');
  writeFiles(folder, {
    'alembic.ini': readFileSync(join(folder, 'alembic.ini'), 'utf8').replace(
      'path_separator',
      'version_locations = %(here)s/mine\npath_separator',
    ),
    ...files,
  });
  return folder;
}

/** Runs with a real Alembic, and with a history of its own. */
function run(
  folder: string,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const alembic = JSON.stringify([PYTHON ?? '', '-m', 'alembic']);
  return retort(folder, words, {
    env: { RETORT_ALEMBIC: alembic, XDG_CACHE_HOME: join(dirname(folder), 'cache'), ...more },
  });
}

describe.skipIf(PYTHON === undefined)(`real runs${PYTHON_SKIP}`, () => {
  it('go up and down, and native continues after Alembic and the other way round', async () => {
    const folder = copyOfExample('shop');
    for (const [words, runner, end] of [
      ['upgrade 8d52e0b6c1fa', 'alembic', '8d52e0b6c1fa\n'],
      ['upgrade head', 'native', `${HEAD} (head)\n`],
      ['downgrade -1', 'alembic', '64bf1e90a7d5\n'],
      ['upgrade head', 'alembic', `${HEAD} (head)\n`],
      ['downgrade base', 'native', ''],
    ] as const) {
      const outcome = await run(folder, [...words.split(' '), '--runner', runner, '--yes']);
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      expect(outcome.stdout).toContain(`runner    ${runner}: `);
      expect((await run(folder, ['current'])).stdout).toBe(end);
    }
  });

  it('are chosen where a revision is not known statically; the plan says why and what it leaves out', async () => {
    const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': DYNAMIC });
    const refused = await run(folder, ['upgrade', 'head', '--yes', '--runner', 'native']);
    expect(refused.code).toBe(3);
    const { code, stdout } = await run(folder, ['upgrade', 'head', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/runner {4}alembic: .*\(mine\/two\.py:11\); found through RETORT_ALEMBIC/);
    expect(stdout).toContain('CREATE TABLE a (');
    expect(stdout).toContain('-- line 11: known only when Alembic runs it: ');
    expect((await run(folder, ['current'])).stdout).toBe('two2 (head)\n');
  });

  it('tell steps and end as events', async () => {
    const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': DYNAMIC });
    const { stdout } = await run(folder, ['upgrade', 'head', '--yes', '--events', 'json']);
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; state?: string });
    expect(told.map(({ event, state }) => state ?? event)).toEqual([
      'plan',
      'begin',
      'done',
      'begin',
      'done',
      'done',
    ]);
    expect(told.at(-1)).toMatchObject({ current: ['two2'] });
  });

  it('name the guilty line when they fail, and leave nothing', async () => {
    const fails = revisionSource(
      'two2',
      'one1',
      'op.drop_table("a")\nop.execute("SELECT nothing FROM nowhere")',
    );
    const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': fails });
    const { code, stderr } = await run(folder, ['upgrade', 'head', '--yes', '--runner', 'alembic']);
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /relation "nowhere" does not exist.*the database is at no revision \(.*two\.py:11\)/,
    );
    expect((await run(folder, ['current'])).stdout).toBe('');
  });

  it('are refused where Alembic may work on another database', async () => {
    const folder = copyOfExample('shop');
    const env = 'import os\nfrom alembic import context\nurl = os.environ["SHOP_URL"]\n';
    writeFiles(folder, { 'migrations/env.py': env });
    const outcome = await run(folder, ['upgrade', 'head', '--yes', '--runner', 'alembic']);
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('env.py reads the URL neither from DATABASE_URL nor');
    const auto = await run(folder, ['upgrade', 'head', '--yes']);
    expect(auto.code).toBe(3);
    expect(auto.stderr).toContain('env.py does something that is not known statically');
    expect(auto.stderr).toContain('Only Alembic can run it, but');
  });

  it('are refused when env.py reads the variable and then connects elsewhere', async () => {
    const folder = copyOfExample('shop');
    const env = `import os
from alembic import context
from sqlalchemy import create_engine

unused = os.environ["DATABASE_URL"]
engine = create_engine("sqlite:///other.db")
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`;
    writeFiles(folder, { 'migrations/env.py': env });
    const { code, stderr } = await run(folder, ['upgrade', 'head', '--yes', '--runner', 'alembic']);
    expect(code).toBe(3);
    expect(stderr).toContain('env.py connects to sqlite:///other.db');
  });

  it('say what is missing when there is no Alembic', async () => {
    const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': DYNAMIC });
    const none = { RETORT_ALEMBIC: '/nowhere/alembic' };
    const forced = await run(folder, ['upgrade', 'head', '--yes', '--runner', 'alembic'], none);
    expect(forced.code).toBe(2);
    expect(forced.stderr).toContain('/nowhere/alembic');
    const auto = await run(folder, ['upgrade', 'head', '--yes'], none);
    expect(auto.code).toBe(3);
    expect(auto.stderr).toMatch(/mine\/two\.py:11[\s\S]*Only Alembic can run it, and RETORT_ALEMBIC names/);
  });

  it('say with a code that an interpreter would help, but not where a setting is wrong', async () => {
    const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': DYNAMIC });
    const words = ['upgrade', 'head', '--events', 'json'];
    const refusals = [];
    for (const setting of ['', '/nowhere/alembic']) {
      const env = { RETORT_ALEMBIC: setting, VIRTUAL_ENV: '', PATH: '/nowhere' };
      const { stdout } = await run(folder, words, env);
      refusals.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown);
    }
    const refused = { event: 'refused', path: 'mine/two.py', line: 11 };
    expect(refusals).toMatchObject([
      { ...refused, code: 'no-alembic', nextStep: expect.stringContaining('no Alembic') as string },
      refused,
    ]);
    expect(refusals[1]).not.toHaveProperty('code');
  });
});

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `on a server${PYTHON_SKIP}${POSTGRES_SKIP}`,
  () => {
    const words = ['upgrade', 'head', '--yes', '--runner', 'alembic', '--database', 'env:DATABASE_URL'];
    const current = ['current', '--database', 'env:DATABASE_URL'];

    it('of two runs at once one applies', async () => {
      const DATABASE_URL = await temporaryDatabase();
      const folder = copyOfExample('shop');
      const both = await Promise.all([1, 2].map(() => run(folder, words, { DATABASE_URL })));
      const applied = both.filter(({ stdout }) => stdout.includes('Running upgrade'));
      expect(applied).toHaveLength(1);
      expect((await run(folder, current, { DATABASE_URL })).stdout).toBe(`${HEAD} (head)\n`);
    });

    it('never shows a password, also where a revision prints the URL', async () => {
      const url = await temporaryUser('c4n@ry', await temporaryDatabase());
      const leak = revisionSource(
        'one1',
        undefined,
        'import os\nraise Exception(os.environ["DATABASE_URL"])',
      );
      const folder = projectWith({ 'mine/one.py': leak });
      const { code, stdout, stderr } = await run(folder, words, { DATABASE_URL: url.href });
      expect(code).toBe(4);
      expect(stderr).toContain('***');
      expect(stdout + stderr).not.toMatch(/c4n(?:@|%40)ry/);
    });

    it('a cancel stops the statement, rolls back and frees the lock', async () => {
      const DATABASE_URL = await temporaryDatabase();
      const sleeps = revisionSource('two2', 'one1', 'op.execute("SELECT pg_sleep(60)")');
      const folder = projectWith({ 'mine/one.py': CREATE_A, 'mine/two.py': sleeps });
      const env = {
        ...process.env,
        DATABASE_URL,
        RETORT_ALEMBIC: JSON.stringify([PYTHON, '-m', 'alembic']),
        XDG_CACHE_HOME: join(dirname(folder), 'cache'),
      };
      const child = spawn(process.execPath, [join(DIST, 'cli.js'), ...words, '--events', 'json'], {
        cwd: folder,
        env,
      });
      let told = '';
      let sent = 0;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        told += text;
        if (sent > 0 || !told.includes('"revision":"two2","state":"begin"')) return;
        sent = performance.now();
        child.stdin.write('{"answer":"cancel"}\n');
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code).toBe(130);
      expect(performance.now() - sent).toBeLessThan(4_000);
      expect(told.trim().split('\n').at(-1)).toBe('{"event":"cancelled","current":[]}');
      const short = [...words.slice(0, 1), 'one1', ...words.slice(2)];
      expect((await run(folder, short, { DATABASE_URL })).code).toBe(0);
    });
  },
);

describe('several databases', () => {
  it('are left to Alembic itself, and that is what is said', async () => {
    const folder = projectWith({ 'mine/one1.py': CREATE_A });
    const env = join(folder, 'migrations', 'env.py');
    const source = readFileSync(env, 'utf8');
    writeFileSync(env, source.replaceAll('run_migrations()', 'run_migrations(engine_name="shop")'));
    const words = ['upgrade', 'head', '--plan', '--runner', 'alembic', '--database', 'env:DATABASE_URL'];
    const program = JSON.stringify([process.execPath]);
    const outcome = await run(folder, words, { DATABASE_URL: 'sqlite:///new.db', RETORT_ALEMBIC: program });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain(
      'Alembic may connect to another database than the planned one: it migrates several',
    );
    expect(outcome.stderr).toContain('Run `alembic` itself, which does all of them');
  });
});
