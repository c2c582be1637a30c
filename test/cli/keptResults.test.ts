// What one command leaves for the next: the second answer is the first one's, and never that of files that are no more.
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverProject } from './serverProject';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';

const ENVIRONMENT = `from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
target_metadata = None


def run_migrations_offline() -> None:
    url = config.get_main_option("sqlalchemy.url")
    context.configure(
        url=url,
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )

    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    connectable = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)

        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`;

const WITH_MODULE = revisionSource('a1', undefined, 'op.execute(f"SELECT {LIMIT}")').replace(
  'import sqlalchemy as sa',
  'import sqlalchemy as sa\nfrom limits import LIMIT',
);
const ENUM = 'sa.Column("mood", sa.Enum("sad", "ok", name="mood"))';

interface Kept {
  readonly folder: string;
  readonly cache: string;
  /** The SQL from base to head; what is written to stderr makes the test fail. */
  readonly sql: (range?: string) => Promise<string>;
}

function project(): Kept {
  const folder = temporaryFolder('kept');
  const cache = temporaryFolder('cache');
  writeFiles(folder, {
    'alembic.ini':
      '[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = .\nsqlalchemy.url = postgresql://localhost/kept\n',
    'limits.py': 'LIMIT = 1\n',
    'migrations/env.py': ENVIRONMENT,
    'migrations/versions/a1.py': WITH_MODULE,
    'migrations/versions/b2.py': revisionSource('b2', 'a1', `op.create_table("b", ${ENUM})`),
    'migrations/versions/c3.py': revisionSource('c3', 'b2', `op.create_table("c", ${ENUM})`),
  });
  const sql = async (range = 'head'): Promise<string> => {
    const { code, stdout, stderr } = await retort(folder, ['upgrade', range, '--sql'], {
      env: { XDG_CACHE_HOME: cache },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  return { folder, cache, sql };
}

function keptFiles(cache: string): readonly string[] {
  return readdirSync(join(cache, 'retort'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(cache, 'retort', name))
    .filter((path) => statSync(path).isFile());
}

describe('what is kept between two commands', () => {
  it('are not used when env.py no longer imports the module that a revision takes from its package', async () => {
    const { folder, cache, sql } = project();
    writeFiles(folder, {
      'app/__init__.py': '',
      'app/limits.py': 'LIMIT = 7\n',
      'migrations/env.py': `from app import limits\n${ENVIRONMENT}`,
      'migrations/versions/a1.py': WITH_MODULE.replace('from limits import LIMIT', 'import app').replace(
        '{LIMIT}',
        '{app.limits.LIMIT}',
      ),
    });
    for (let time = 0; time < 2; time++) expect(await sql()).toContain('SELECT 7;');
    writeFiles(folder, { 'migrations/env.py': ENVIRONMENT });
    const { code, stderr } = await retort(folder, ['upgrade', 'head', '--sql'], {
      env: { XDG_CACHE_HOME: cache },
    });
    expect(code).toBe(3);
    expect(stderr).toContain('app has no limits that can be read');
  });

  it('gives the same text again, from files that only their user can read', async () => {
    const { cache, sql } = project();
    const first = await sql();
    expect(first).toContain('SELECT 1;');
    expect(await sql()).toBe(first);
    expect(
      keptFiles(cache)
        .map((path) => path.split('/').at(-2))
        .sort(),
    ).toEqual(expect.arrayContaining(['code', 'headers', 'renderings']));
    for (const path of keptFiles(cache)) expect(statSync(path).mode & 0o077).toBe(0);
  });

  it.each([
    ['the revision', 'migrations/versions/a1.py', 'SELECT', 'SELECT 10 +', 'SELECT 10 + 1;'],
    ['a module of the project', 'limits.py', '1', '2', 'SELECT 2;'],
    [
      'a name in env.py',
      'migrations/env.py',
      'literal_binds=True,',
      'literal_binds=True, version_table="v",',
      'CREATE TABLE v (',
    ],
    ['the dialect', 'alembic.ini', 'postgresql://localhost/kept', 'sqlite:///kept.db', 'mood VARCHAR(3)'],
  ])('is not taken after a change of %s', async (_what, path, before, after, expected) => {
    const { folder, sql } = project();
    expect(await sql()).not.toContain(expected);
    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
    expect(await sql()).toContain(expected);
  });

  it('is not taken where a module goes away, or comes', async () => {
    const { folder, cache, sql } = project();
    const first = await sql();
    rmSync(join(folder, 'limits.py'));
    const { code } = await retort(folder, ['upgrade', 'head', '--sql'], { env: { XDG_CACHE_HOME: cache } });
    expect(code).toBe(3);
    writeFiles(folder, { 'limits/__init__.py': 'LIMIT = 3\n' });
    expect(await sql()).toBe(first.replace('SELECT 1;', 'SELECT 3;'));
  });

  it('creates a type once in every range, wherever the range begins', async () => {
    const { sql } = project();
    const types = (text: string): number => text.split('CREATE TYPE').length - 1;
    expect(types(await sql())).toBe(1);
    expect(types(await sql('b2:head'))).toBe(1);
    expect(types(await sql())).toBe(1);
    expect(await sql('b2:head')).toContain('CREATE TYPE');
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
    ['full of zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
    [
      'wrong in the middle',
      (bytes: Buffer) => Buffer.from(bytes).fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 64),
    ],
  ])('is left alone when it is %s', async (_what, damage) => {
    const { cache, sql } = project();
    const first = await sql();
    await sql();
    for (const path of keptFiles(cache)) writeFileSync(path, damage(readFileSync(path)));
    expect(await sql()).toBe(first);
    expect(await sql()).toBe(first);
  });

  it('is no code when others could have written it', async () => {
    const { cache, sql } = project();
    const first = await sql();
    const code = keptFiles(cache).filter((path) => path.endsWith('.bin'));
    expect(code).toHaveLength(1);
    for (const path of code) chmodSync(path, 0o666);
    expect(await sql()).toBe(first);
    // It was not taken, so it was made again.
    for (const path of code) expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('is not needed: a folder that cannot be written changes nothing', async () => {
    const { folder, sql } = project();
    const { stdout } = await retort(folder, ['upgrade', 'head', '--sql'], {
      env: { XDG_CACHE_HOME: join(folder, 'alembic.ini') },
    });
    expect(stdout).toBe(await sql());
  });
});

describe.skipIf(POSTGRES === undefined)(`what plans keep${POSTGRES_SKIP}`, () => {
  const UNKNOWN = 'schema-op-on-unknown-object';

  it('is the same warnings, until any revision of the project changes', async () => {
    const server = await serverProject([
      'op.create_table("b", sa.Column("id", sa.Integer(), primary_key=True))',
      'op.drop_column("b", "size")',
    ]);
    const warnings = async (): Promise<readonly string[]> => {
      const { stdout } = await server.run('upgrade head --plan');
      return stdout.split('\n').filter((line) => line.startsWith('!'));
    };
    const first = await warnings();
    expect(first.join()).toContain(UNKNOWN);
    expect(await warnings()).toEqual(first);
    const file = join(server.folder, 'mine/r1.py');
    const source = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      source.replace('primary_key=True)', 'primary_key=True), sa.Column("size", sa.Integer())'),
    );
    expect((await warnings()).join()).not.toContain(UNKNOWN);
    writeFileSync(file, source);
    expect(await warnings()).toEqual(first);
  });

  it('runs what a plan before it has worked out', async () => {
    const server = await serverProject([
      'op.execute("CREATE TABLE a (n int)")',
      'op.execute("DROP TABLE a")',
    ]);
    expect((await server.run('upgrade head --plan')).code).toBe(0);
    expect((await server.run('upgrade head --yes --runner native')).code).toBe(0);
    expect((await server.run('current')).stdout).toBe('r2 (head)\n');
  });
});
