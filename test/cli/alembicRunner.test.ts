// Runs through the project's own Alembic: how it is found, what it is given, what becomes of its output, and real runs.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alembicWords } from '../../server/src/cli/run/alembicWords';
import { readAddress } from '../../server/src/cli/run/alembicAddress';
import type { CommandInput } from '../../server/src/cli/command';
import { findAlembic } from '../../server/src/database/alembicCommand';
import { readFailure } from '../../server/src/database/alembicOutput';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase, temporaryUser } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { DIST } from '../support/build';
import {
  copyOfExample,
  retort,
  revisionSource,
  temporaryFolder,
  writeFiles,
  type Outcome,
} from '../support/commandLine';

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

function program(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('finding Alembic', () => {
  const search = (
    folder: string,
    environment: Readonly<Record<string, string>>,
  ): ReturnType<typeof findAlembic> => findAlembic({ environment, folders: [folder], cwd: folder });

  it('takes RETORT_ALEMBIC first, as words or as a path', () => {
    const folder = temporaryFolder('p');
    const own = program(join(folder, 'bin', 'a b'));
    program(join(folder, '.venv', 'bin', 'alembic'));
    expect(search(folder, { RETORT_ALEMBIC: JSON.stringify([own, '-m', 'alembic']) })).toMatchObject({
      argv: [own, '-m', 'alembic'],
    });
    expect(search(folder, { RETORT_ALEMBIC: own })).toMatchObject({ argv: [own], reason: 'RETORT_ALEMBIC' });
  });

  it.each(['./alembic', 'bin/alembic', '[1]', '["relative/x"]', '/nowhere/alembic', '[]'])(
    'refuses RETORT_ALEMBIC=%s and looks no further',
    (setting) => {
      const folder = temporaryFolder('p');
      program(join(folder, 'bin', 'alembic'));
      program(join(folder, '.venv', 'bin', 'alembic'));
      expect(search(folder, { RETORT_ALEMBIC: setting })).toHaveProperty('problem');
    },
  );

  it('goes from the active environment to .venv, lock files and PATH', () => {
    const folder = temporaryFolder('p');
    const bin = join(dirname(folder), 'tools');
    expect(search(folder, { PATH: bin })).toHaveProperty('problem');
    const onPath = program(join(bin, 'alembic'));
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [onPath] });
    const uv = program(join(bin, 'uv'));
    writeFileSync(join(folder, 'uv.lock'), '');
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [uv, 'run', 'alembic'] });
    const local = program(join(folder, '.venv', 'bin', 'alembic'));
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [local] });
    const active = program(join(bin, 'env', 'bin', 'alembic'));
    expect(search(folder, { PATH: bin, VIRTUAL_ENV: join(bin, 'env') })).toMatchObject({ argv: [active] });
  });

  it('takes nothing from a relative entry of PATH, an empty one, or the working folder', () => {
    const folder = temporaryFolder('p');
    program(join(folder, 'alembic'));
    program(join(folder, 'bin', 'alembic'));
    const path = ['.', '', 'bin', './bin', folder, `${folder}/`, `${folder}/bin/..`].join(delimiter);
    expect(search(folder, { PATH: path })).toHaveProperty('problem');
    expect(search(folder, { PATH: path, RETORT_ALEMBIC: 'alembic' })).toHaveProperty('problem');
  });
});

describe('the arguments', () => {
  const words = (target: string, global: Partial<CommandInput['global']> = {}): readonly string[] =>
    alembicWords(
      {
        global: { configFiles: [], section: 'alembic', xArguments: [], isQuiet: false, ...global },
      } as CommandInput,
      'upgrade',
      [],
      [target],
    );

  it('are Alembic’s, in Alembic’s order', () => {
    expect(words('-1', { configFiles: ['a b.ini'], section: 'x', xArguments: ['k=v', 'l'] })).toEqual(
      '-c|a b.ini|-n|x|-x|k=v|-x|l|upgrade|-1'.split('|'),
    );
  });

  it('never hold a value that could be an option', () => {
    const pieces = ['-', '--sql', '-c', 'x', '=', ' ', ';', '$(id)', '1', '\0', '\n', '@', '"', '+'];
    for (let seed = 0; seed < 10_000; seed += 1) {
      const target = [1, 14, 196].map((base) => pieces[Math.floor(seed / base) % 14] ?? '').join('');
      try {
        expect(words(target).at(-1)).toBe(target);
        expect(target).toMatch(/^(?:[^-]|-\d+$)/u);
      } catch (error) {
        expect(String(error)).toContain('is not a revision');
      }
    }
    expect(() => words('head', { xArguments: ['--sql'] })).toThrow('expected one argument');
  });
});

describe('the process', () => {
  it('sees every word as it was given, and no shell in between', async () => {
    const folder = copyOfExample('shop');
    const seen = join(dirname(folder), 'seen.json');
    writeFiles(folder, {
      'stub.js': `require('fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.argv.slice(2)))`,
    });
    const hostile = ['a=$(touch pwned)', 'b=; touch pwned', 'c="\'`', 'd=\n* %PATH% é', '| touch pwned'];
    const outcome = await retort(
      folder,
      [...hostile.flatMap((word) => ['-x', word]), 'upgrade', 'head', '--yes', '--runner', 'alembic'],
      {
        env: {
          RETORT_ALEMBIC: JSON.stringify([process.execPath, join(folder, 'stub.js')]),
          XDG_CACHE_HOME: join(dirname(folder), 'cache'),
        },
      },
    );
    // It answers nothing, so it is not trusted with the database.
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('env.py does not say which database it connects to');
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual([
      ...hostile.flatMap((word) => ['-x', word]),
      'current',
      '--verbose',
    ]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});

describe('env.py and the address', () => {
  const engine =
    'engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.")\n';
  it.each([
    ['os.environ["DATABASE_URL"]', ['DATABASE_URL'], false, false],
    ['os.environ.get(\'DB\', 1)\nos.getenv("X")', ['DB', 'X'], false, false],
    ['# os.environ["DATABASE_URL"]\n"""os.environ["B"]"""\n', [], false, false],
    [engine, [], true, false],
    [
      `url = config.get_main_option("sqlalchemy.url")\ncontext.configure(url=url)\n${engine}`,
      [],
      true,
      false,
    ],
    [`config.set_main_option("sqlalchemy.url", settings.url)\n${engine}`, [], false, false],
    [`section["sqlalchemy.url"] = get_url()\n${engine}`, [], false, false],
    ['create_engine(get_url())', [], false, false],
    ['os.environ["DATABASE_URL"] = "x"', ['DATABASE_URL'], false, true],
    ['load_dotenv(override=True)\nos.environ["DATABASE_URL"]', ['DATABASE_URL'], false, true],
    [`context.get_x_argument()\n${engine}`, [], true, true],
  ])('%j', (source, variables, isPlainIni, isObstacle) => {
    const reading = readAddress(source, true);
    expect([reading.variables, reading.isPlainIni, reading.obstacle !== undefined]).toEqual([
      variables,
      isPlainIni,
      isObstacle,
    ]);
  });
});

describe('how Alembic fails', () => {
  const revisions = new Set(['/p/versions/one.py']);
  const files = { revisions, isOwn: (path: string) => path.startsWith('/p/') };
  const traceback = (frames: string, end: string): string =>
    `INFO noise\nTraceback (most recent call last):\n${frames}\n${end}\n`;
  const one = '  File "/p/versions/one.py", line 12, in upgrade\n    op.execute("x")';
  const library = '  File "/lib/sqlalchemy/engine.py", line 9, in f\n    raise';

  it('reads FAILED', () => {
    expect(readFailure("FAILED: Can't locate revision identified by 'x'\n", 'ERROR', files)).toMatchObject({
      message: "Can't locate revision identified by 'x'",
      nextStep: expect.stringContaining('--purge') as string,
      path: undefined,
    });
  });

  it('reads the exception, its SQL and the last own line, and leaves out the parameters', () => {
    const end = `sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) no table\nLINE 1: x\n        ^\n\n[SQL: SELECT 1\nFROM x]\n[parameters: {'a': 'secret'}]\n(Background on this error at: y)`;
    const failure = readFailure('', traceback(`${one}\n${library}`, end), files);
    expect(failure).toMatchObject({ path: '/p/versions/one.py', line: 12, sql: 'SELECT 1\nFROM x' });
    expect(failure?.message).toBe(
      'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) no table LINE 1: x',
    );
  });

  it('takes the last of chained tracebacks, and no place where no file is the project’s', () => {
    const chained = `${traceback(one, 'ValueError: first')}\nDuring handling:\n\n${traceback(library, 'KeyError: last')}`;
    expect(readFailure('', chained, files)).toMatchObject({ message: 'KeyError: last', path: undefined });
    expect(readFailure('', '', files)).toBeUndefined();
  });
});

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
