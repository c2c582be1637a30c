// The beginning of a project that has models and no Alembic: env.py told where models and URL are, the baseline, and what
// real Alembic makes of both. The project is that of a chat assistant on SQLite, in a path with blanks.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/build';
import { program, retort, temporaryFolder, type Outcome } from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];
const WIRED = [
  ...['init', 'database/migrations', '--models', 'auto', '--url', 'config.settings:settings.DATABASE_URL'],
  ...['--url', 'sqlite:///database/bww_assistant.db', '--file-names', 'dated'],
];

let folder: string;

beforeEach(() => {
  folder = join(temporaryFolder('working - yoans'), 'Migochat');
  cpSync(join(ROOT, 'test', 'workspaces', 'migochat'), folder, { recursive: true });
});

const env = (): Record<string, string> => ({
  RETORT_ALEMBIC: JSON.stringify([python ?? '', '-m', 'alembic']),
  XDG_CACHE_HOME: join(dirname(folder), 'cache'),
});

const run = (...words: string[]): Promise<Outcome> => retort(folder, words, { env: env() });
const inPython = (...words: string[]): Promise<Outcome> => program(python ?? '', words, folder);
const versions = (): string => join(folder, 'database', 'migrations', 'versions');
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

/** The only revision file. */
function revisionText(): string {
  const [name = ''] = readdirSync(versions()).filter((file) => file.endsWith('.py'));
  return readFileSync(join(versions(), name), 'utf8');
}

it('finds the models, the settings and the URL without running anything', async () => {
  const { stdout } = await retort(folder, ['init', '--look'], { env: { PATH: '' } });
  expect(JSON.parse(stdout)).toEqual({
    bases: [{ module: 'database.models', name: 'Base', file: 'database/models.py', hasConvention: false }],
    modules: ['database.models'],
    variables: ['DATABASE_URL'],
    settings: [{ module: 'config.settings', expression: 'settings.DATABASE_URL' }],
    urls: ['sqlite:///database/bww_assistant.db'],
    isAsync: false,
    hasAlembic: false,
  });
});

it('says which option is wrong before anything is written', async () => {
  for (const [words, said] of [
    [['--models', 'app/models.py'], "'app/models.py' is neither MODULE:BASE nor MODULE"],
    [['--models', 'database.models'], 'no base is named'],
    [['--naming-convention'], 'a naming convention belongs to the models'],
    [['--url', 'postgresql://me:secret@localhost/shop'], 'password'],
    [['-t', 'multidb', '--models', 'auto'], 'several databases have several models'],
    [['--models', 'config.settings:settings', '--naming-convention'], 'is given no naming convention'],
  ] as const) {
    const { code, stdout, stderr } = await run('init', 'database/migrations', ...words);
    expect({ words, code: code === 0, stdout }).toEqual({ words, code: false, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('secret');
  }
  expect(existsSync(join(folder, 'alembic.ini'))).toBe(false);
});

it('installs nothing where there is no virtual environment', async () => {
  const { code, stderr } = await retort(folder, ['init', 'migrations', '--install'], { env: { PATH: '' } });
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: `error: there is no virtual environment to install Alembic into (${folder})\n  Make one first: \`python3 -m venv .venv\`.\n`,
  });
  expect(existsSync(join(folder, 'migrations'))).toBe(false);
});

describe.skipIf(python === undefined)('with Alembic', () => {
  it('writes the baseline of a database that create_all made, to be stamped', async () => {
    await inPython('scripts/create_tables.py');
    expect((await run(...WIRED)).code).toBe(0);
    const { code, stdout, stderr } = await run('baseline', '-m', 'Initial database schema');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'note: database/bww_assistant.db has all of it already: `retort stamp head` there.\n',
    });
    expect(stdout).toMatch(/versions\/\d{8}_\d{4}_[0-9a-f]{12}_initial_database_schema\.py \.\.\. {2}done/u);
    expect(revisionText()).toContain("sa.UniqueConstraint('psid')");
    expect((await run('stamp', 'head', '--yes')).code).toBe(0);
    expect(await inPython('-m', 'alembic', 'check')).toMatchObject({ code: 0 });
    expect(await inPython('-m', 'alembic', 'current')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[0-9a-f]{12} \(head\)/u) as string,
    });
    expect((await run('baseline')).stderr).toContain('the project has a history already');
  });

  it('makes the tables of a database that is not there yet, with names for every constraint', async () => {
    expect((await run(...WIRED, '--naming-convention')).code).toBe(0);
    expect(read('database', 'models.py')).toContain(
      'metadata = MetaData(naming_convention=NAMING_CONVENTION)',
    );
    const { code, stderr } = await run('baseline');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'note: database/bww_assistant.db has no tables yet: `retort upgrade head` makes them.\n',
    });
    expect(revisionText()).toContain("op.f('uq_users_psid')");
    expect((await run('upgrade', 'head', '--yes')).code).toBe(0);
    expect(await inPython('-m', 'alembic', 'check')).toMatchObject({ code: 0 });
    expect((await run('verify', '--seed', 'auto')).stdout).toContain('1 passed, 0 failed');
  });

  it('lists what a database has that the models lack', async () => {
    await inPython('scripts/create_tables.py');
    await inPython(
      '-c',
      "import sqlite3; sqlite3.connect('database/bww_assistant.db').execute('CREATE TABLE by_hand (id INTEGER)')",
    );
    await run(...WIRED);
    const { code, stderr } = await run('baseline');
    expect(code).toBe(1);
    expect(stderr).toContain('  + table by_hand\n');
  });

  it('leaves no file where the models were not imported', async () => {
    writeFileSync(
      join(folder, 'database', 'base.py'),
      'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n',
    );
    await run(
      'init',
      'database/migrations',
      '--models',
      'database.base:Base',
      '--url',
      'sqlite:///database/a.db',
    );
    const { code, stderr } = await run('baseline');
    expect({ code, files: readdirSync(versions()).filter((name) => name.endsWith('.py')) }).toEqual({
      code: 2,
      files: [],
    });
    expect(stderr).toContain('the metadata that env.py names has no tables');
    expect(stderr).toContain('Import the modules with your models');
  });

  it('takes the URL from a variable, configured in pyproject.toml', async () => {
    rmSync(join(folder, 'config'), { recursive: true });
    await run(
      'init',
      'migrations',
      '-t',
      'pyproject',
      '--models',
      'auto',
      '--url',
      'env:DATABASE_URL',
      '--file-names',
      'dated',
    );
    expect(read('migrations', 'env.py')).toContain(
      'database_url = os.environ.get("DATABASE_URL")\nif database_url:\n',
    );
    const url = { DATABASE_URL: 'sqlite:///new.db' };
    const made = await retort(folder, ['baseline', '--database', 'env:DATABASE_URL'], {
      env: { ...env(), ...url },
    });
    expect(made).toMatchObject({ code: 0 });
    expect(
      await program(python ?? '', ['-m', 'alembic', 'upgrade', 'head'], folder, { env: url }),
    ).toMatchObject({ code: 0 });
  });

  describe('reset-history', () => {
    const column = (name: string): string =>
      `    ${name}: Mapped[Optional[str]] = mapped_column(String(255))\n`;
    const addToModels = (text: string): void => {
      const path = join(folder, 'database', 'models.py');
      writeFileSync(path, readFileSync(path, 'utf8').replace('    is_active', `${text}    is_active`));
    };
    const files = (): readonly string[] => readdirSync(versions()).filter((name) => name.endsWith('.py'));

    beforeEach(async () => {
      await run(...WIRED);
      await run('baseline', '--rev-id', 'a1');
      await run('upgrade', 'head', '--yes');
      addToModels(column('email'));
      await run('revision', '--autogenerate', '-m', 'email', '--rev-id', 'b2');
      await run('upgrade', 'head', '--yes');
    });

    it('makes one revision of two, keeps the old files, and the database can be stamped', async () => {
      const unconfirmed = await run('reset-history', '--confirm', 'somewhere');
      expect(unconfirmed.code).toBe(2);
      expect(files()).toHaveLength(2);
      const { code, stdout, stderr } = await run('reset-history', '--confirm', 'Migochat', '--rev-id', 'c3');
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stdout).toContain('2 revisions are one: ');
      expect(files()).toHaveLength(1);
      const [kept = ''] = readdirSync(join(folder, '.retort', 'history'));
      expect(readdirSync(join(folder, '.retort', 'history', kept))).toHaveLength(2);
      expect((await run('stamp', '--purge', 'head', '--yes')).code).toBe(0);
      expect(await inPython('-m', 'alembic', 'check')).toMatchObject({ code: 0 });
      expect((await run('drift')).stdout).toContain('holds what the history makes at c3');
    });

    it('puts every file back where the models make something else', async () => {
      addToModels(column('phone'));
      const before = files();
      const { code, stderr } = await run('reset-history', '--confirm', 'Migochat');
      expect(code).toBe(1);
      expect(stderr).toContain('- column users.phone');
      expect(files()).toEqual(before);
      expect(readdirSync(join(folder, '.retort', 'history'))).toEqual([]);
      expect(await inPython('-m', 'alembic', 'heads')).toMatchObject({ code: 0, stdout: 'b2 (head)\n' });
    });

    it('is refused where the history puts rows in, unless that is wanted', async () => {
      const [name = ''] = files().filter((file) => file.includes('_b2_'));
      const path = join(versions(), name);
      const insert = `    op.execute("INSERT INTO users (psid, is_active) VALUES ('1', 1)")\n`;
      writeFileSync(path, readFileSync(path, 'utf8').replace('    # ### end', `${insert}    # ### end`));
      const refused = await run('reset-history', '--confirm', 'Migochat');
      expect(refused).toMatchObject({ code: 3 });
      expect(refused.stderr).toContain('users (1)');
      expect(await run('reset-history', '--confirm', 'Migochat', '--without-rows')).toMatchObject({
        code: 0,
      });
    });
  });
});

describe.skipIf(python === undefined)('on PostgreSQL, the embedded one', () => {
  it('a reset carries over what models do not have: views and functions', async () => {
    rmSync(join(folder, 'config'), { recursive: true });
    await run('init', 'migrations', '--models', 'auto', '--url', 'env:DATABASE_URL');
    const words = ['--database', 'embedded'];
    expect(await run('baseline', '--rev-id', 'a1', ...words)).toMatchObject({ code: 0 });
    await run('revision', '-m', 'view', '--rev-id', 'b2');
    const folderOf = join(folder, 'migrations', 'versions');
    const path = join(folderOf, 'b2_view.py');
    const sql = 'op.execute("CREATE VIEW active AS SELECT id, psid FROM users WHERE is_active")';
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace('    pass', `    ${sql}`)
        .replace('    pass', '    op.execute("DROP VIEW active")'),
    );
    expect(await run('upgrade', 'head', '--yes', ...words)).toMatchObject({ code: 0 });
    const { code, stderr } = await run('reset-history', '--confirm', 'Migochat', '--rev-id', 'c3', ...words);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const text = readFileSync(join(folderOf, 'c3_baseline.py'), 'utf8');
    expect(text).toContain('CREATE VIEW public.active');
    expect(await run('stamp', '--purge', 'head', '--yes', ...words)).toMatchObject({ code: 0 });
    expect((await run('drift', ...words)).stdout).toContain('holds what the history makes at c3');
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  it('a reset keeps the names of constraints and indexes that the models leave to the server', async () => {
    rmSync(join(folder, 'config'), { recursive: true });
    await run('init', 'migrations', '--models', 'auto', '--url', 'env:DATABASE_URL');
    const words = ['--database', 'embedded'];
    expect(await run('baseline', '--rev-id', 'a1', ...words)).toMatchObject({ code: 0 });
    await run('revision', '-m', 'names', '--rev-id', 'b2');
    const folderOf = join(folder, 'migrations', 'versions');
    const path = join(folderOf, 'b2_names.py');
    const rename = (from: string, to: string): string =>
      `op.execute('ALTER TABLE users RENAME CONSTRAINT ${from} TO ${to}')`;
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace('    pass', `    ${rename('users_pkey', '"Key of users"')}`)
        .replace('    pass', `    ${rename('"Key of users"', 'users_pkey')}`),
    );
    expect(await run('upgrade', 'head', '--yes', ...words)).toMatchObject({ code: 0 });
    const { code, stderr } = await run('reset-history', '--confirm', 'Migochat', '--rev-id', 'c3', ...words);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(readFileSync(join(folderOf, 'c3_baseline.py'), 'utf8')).toContain(
      'RENAME CONSTRAINT users_pkey TO \\"Key of users\\"',
    );
    expect(await run('stamp', '--purge', 'head', '--yes', ...words)).toMatchObject({ code: 0 });
    expect((await run('drift', ...words)).stdout).toContain('holds what the history makes at c3');
    expect(await run('verify')).toMatchObject({ code: 0 });
  });
});
