// An env.py that fails at its beginning, or gives SQLAlchemy a URL that it does not take, stops `--sql`, verify and native runs
// where it stops Alembic, and an env.py that goes through prints what Alembic prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverProject } from './serverProject';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { program, revisionSource, writeFiles } from '../support/commandLine';
import { runHere, sqliteProject } from '../support/sqliteProject';

const REVISION = revisionSource('r1', undefined, "op.execute('SELECT 1')");
const UPGRADE = ['upgrade head --sql'];
const ALL = [...UPGRADE, 'stamp head --sql', 'ensure_version --sql'];
const SQLITE = 'sqlite:///app.db';

interface Given {
  readonly url?: string;
  /** Goes to the top of env.py. */
  readonly top?: string;
  readonly edit?: (source: string) => string;
  readonly ini?: (text: string) => string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

function projectOf({ url = SQLITE, top, edit, ini, files = {} }: Given): string {
  const folder = sqliteProject(
    { r1: REVISION },
    {
      url,
      environment: (source) => {
        const text =
          top === undefined
            ? source
            : source.replace('target_metadata = None', `target_metadata = None\n${top}`);
        return edit?.(text) ?? text;
      },
    },
  );
  const path = join(folder, 'alembic.ini');
  writeFiles(folder, {
    'alembic.ini': ini?.(readFileSync(path, 'utf8')) ?? readFileSync(path, 'utf8'),
    ...files,
  });
  return folder;
}

const NEEDS = 'import os\nSECRET = os.environ["APP_SECRET"]';
const SET_URL = 'import os\nconfig.set_main_option("sqlalchemy.url", os.environ["APP_URL"])';
const MAY_SET_URL =
  'import os\nurl = os.environ.get("APP_URL")\nif url:\n    config.set_main_option("sqlalchemy.url", url)';
const OFFLINE_ONLY = (source: string): string =>
  `import os\n${source.replace('    url = config.get_main_option("sqlalchemy.url")', '    url = os.environ["APP_URL"]')}`;

/** What Alembic stops at, and what we say of it. */
const FAILING: readonly (readonly [what: string, given: Given, place: string, said: RegExp])[] = [
  ['a variable that is not set', { top: NEEDS }, 'migrations/env.py:15', /KeyError: 'APP_SECRET'/u],
  [
    'a variable that only a function asks for',
    { top: 'import os\ndef secret():\n    return os.environ["APP_SECRET"]\nSECRET = secret()' },
    'migrations/env.py:16',
    /KeyError: 'APP_SECRET'/u,
  ],
  [
    'a variable that only offline mode asks for',
    { edit: OFFLINE_ONLY },
    'migrations/env.py:',
    /KeyError: 'APP_URL'/u,
  ],
  [
    'no logging sections',
    { ini: (text) => text.slice(0, text.indexOf('[loggers]')) },
    'alembic.ini:1',
    /fileConfig\(\) in env\.py fails: KeyError: 'formatters'/u,
  ],
  [
    'no URL',
    { ini: (text) => text.replace(/^sqlalchemy.*$/mu, '') },
    'alembic.ini',
    /sqlalchemy\.url is not set/u,
  ],
  [
    'the URL of the template',
    { url: 'driver://user:canary@localhost/dbname' },
    'alembic.ini:3',
    /the example of the template still/u,
  ],
  [
    'the scheme of old',
    { url: 'postgres://me:canary@localhost/shop' },
    'alembic.ini:3',
    /no dialect postgres since 1\.4[\s\S]*write postgresql:\/\/ in sqlalchemy\.url/u,
  ],
  [
    'the scheme of old in a variable',
    { top: SET_URL, env: { APP_URL: 'postgres://me:canary@localhost/shop' } },
    'variable APP_URL',
    /write postgresql:\/\/ in APP_URL/u,
  ],
  [
    'the scheme of old where a variable could be set',
    { top: MAY_SET_URL, url: 'postgres://me:canary@localhost/shop' },
    'alembic.ini:3',
    /write postgresql:\/\/ in sqlalchemy\.url/u,
  ],
];

describe.skipIf(PYTHON === undefined)(`what Alembic stops at${PYTHON_SKIP}`, { timeout: 120_000 }, () => {
  const alembic = (folder: string, words: string, env: Given['env'] = {}) =>
    program(PYTHON ?? '', ['-m', 'alembic', ...words.split(' ')], folder, { env });

  for (const [what, given, place, said] of FAILING) {
    it(`prints no SQL: ${what}`, async () => {
      const folder = projectOf(given);
      for (const words of given.url === undefined && given.edit === undefined ? ALL : UPGRADE) {
        const theirs = await alembic(folder, words, given.env);
        expect([words, theirs.code === 0, theirs.stdout]).toEqual([words, false, '']);
        const { code, stdout, stderr } = await runHere(folder, words, given.env);
        expect([words, code, stdout]).toEqual([words, 3, '']);
        expect(stderr).toMatch(said);
        expect(stderr).toContain(`(${place}`);
        expect(stderr).not.toContain('canary');
      }
    });
  }

  it.each<readonly [what: string, given: Given]>([
    ['the variable is set', { top: NEEDS, env: { APP_SECRET: 'x' } }],
    [
      'only online mode asks for it',
      {
        edit: (text) =>
          `import os\n${text.replace('    connectable =', '    secret = os.environ["APP_SECRET"]\n    connectable =')}`,
      },
    ],
    [
      'env.py mends the scheme',
      {
        url: 'postgres://me@localhost/shop',
        edit: (text) =>
          text.replace(
            'get_main_option("sqlalchemy.url")',
            'get_main_option("sqlalchemy.url").replace("postgres://", "postgresql://", 1)',
          ),
      },
    ],
    ['the variable names the same dialect', { top: MAY_SET_URL, env: { APP_URL: 'sqlite://' } }],
    [
      'the variable replaces the URL of old',
      {
        top: MAY_SET_URL,
        url: 'postgres://me@localhost/shop',
        env: { APP_URL: 'postgresql://me@localhost/shop' },
      },
    ],
  ])('prints what Alembic prints where %s', async (_, given) => {
    const folder = projectOf(given);
    for (const words of UPGRADE) {
      const theirs = await alembic(folder, words, given.env);
      expect(theirs.code, theirs.stderr).toBe(0);
      const { code, stdout, stderr } = await runHere(folder, words, given.env);
      expect([words, code, stdout], stderr).toEqual([words, 0, theirs.stdout]);
    }
  });

  it('prints no SQL of another dialect than the one of the variable', async () => {
    const env = { APP_URL: 'postgresql://me@localhost/shop' };
    const folder = projectOf({ top: MAY_SET_URL });
    const { stdout } = await alembic(folder, 'upgrade head --sql', env);
    expect(stdout).toContain('BEGIN;');
    const ours = await runHere(folder, 'upgrade head --sql', env);
    expect([ours.code, ours.stdout]).toEqual([3, '']);
    expect(ours.stderr).toMatch(
      /APP_URL names a database of kind postgresql, and the SQL is that of sqlite/u,
    );
  });

  it('prints SQL for a database that is named, which is given to env.py then', async () => {
    const folder = projectOf({
      top: MAY_SET_URL,
      ini: (text) => text.replace(/^sqlalchemy.*$/mu, ''),
      files: { 'pyproject.toml': '[tool.retort]\ndialect = "sqlite"\n' },
    });
    const theirs = await alembic(folder, 'upgrade head --sql', { APP_URL: SQLITE });
    for (const [database, env] of [
      ['env:CHOSEN', { CHOSEN: SQLITE }],
      ['env:APP_URL', { APP_URL: SQLITE }],
      ['embedded', {}],
    ] as const) {
      const { code, stdout, stderr } = await runHere(
        folder,
        `upgrade head --sql --database ${database}`,
        env,
      );
      expect([database, code, stdout], stderr).toEqual([database, 0, theirs.stdout]);
    }
    const unset = await runHere(folder, 'upgrade head --sql --database env:CHOSEN');
    expect([unset.code, unset.stdout]).toEqual([3, '']);
    expect(unset.stderr).toContain('sqlalchemy.url is not set');
    expect(unset.stderr).toContain('Set sqlalchemy.url or APP_URL;');
  });

  it('is no verification that passes, with Alembic and without it', async () => {
    const folder = projectOf({ top: NEEDS });
    const there = await runHere(folder, 'verify');
    expect([there.code, there.stdout]).toEqual([1, expect.stringContaining("KeyError: 'APP_SECRET'")]);
    const alone = await runHere(folder, 'verify', { RETORT_ALEMBIC: '/nowhere/alembic' });
    expect(alone.stdout).toContain("env.py fails: KeyError: 'APP_SECRET' (migrations/env.py:15)");
    expect(alone.stdout).toContain('0 passed, 0 failed, 1 not verified');
    expect(await runHere(folder, 'verify', { APP_SECRET: 'x' })).toMatchObject({ code: 0 });
  });
});

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `a run on a URL that begins with postgres://${PYTHON_SKIP}${POSTGRES_SKIP}`,
  { timeout: 120_000 },
  () => {
    const old = async (edit: (source: string) => string) => {
      const project = await serverProject(['op.create_table("a", sa.Column("id", sa.Integer()))'], {
        env: edit,
      });
      const env = { DATABASE_URL: project.url.replace(/^postgres(?:ql)?:/u, 'postgres:') };
      const alembic = await program(PYTHON ?? '', ['-m', 'alembic', 'current'], project.folder, { env });
      return { alembic, run: async (words: string) => await project.run(words, env), project };
    };

    it('is none where Alembic gets it as it stands', async () => {
      const { alembic, run, project } = await old((source) => source);
      expect(alembic.stderr).toContain("Can't load plugin: sqlalchemy.dialects:postgres");
      for (const words of ['upgrade head', 'stamp head']) {
        const native = await run(`${words} --yes --runner native`);
        expect([words, native.code]).toEqual([words, 3]);
        expect(native.stderr).toContain('write postgresql:// in DATABASE_URL');
        expect((await run(`${words} --yes`)).stderr).toContain("Can't load plugin");
        expect((await run(`${words} --yes --runner alembic`)).stderr).toContain("Can't load plugin");
      }
      expect((await project.run('current')).stdout).toBe('');
    });

    it('goes through where env.py mends it', async () => {
      const { alembic, run } = await old((source) =>
        source.replace(
          'database_url.replace(',
          'database_url.replace("postgres://", "postgresql://", 1).replace(',
        ),
      );
      expect(alembic.code, alembic.stderr).toBe(0);
      const native = await run('upgrade head --yes --runner native');
      expect(native.code, native.stderr).toBe(0);
      expect(native.stdout).not.toContain('postgres://');
      expect(await run('downgrade base --yes --runner alembic')).toMatchObject({ code: 0 });
    });

    it('is a warning where nobody can tell', async () => {
      const { alembic, run } = await old((source) =>
        source.replace(
          'database_url = os.environ.get("DATABASE_URL")',
          'def known(url):\n    return "postgresql" + url[url.index(":"):]\n\ndatabase_url = known(os.environ.get("DATABASE_URL"))',
        ),
      );
      expect(alembic.code, alembic.stderr).toBe(0);
      const { code, stdout, stderr } = await run('upgrade head --yes --runner native');
      expect(code, stderr).toBe(0);
      expect(stdout).toMatch(/DATABASE_URL begins with postgres:\/\/, which SQLAlchemy does not take/u);
    });
  },
);
