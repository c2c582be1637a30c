// Failures are recognised by what Alembic, SQLAlchemy, PostgreSQL and SQLite really say: each case makes one of them fail, and
// the guilty line is the one that is named. Every kind is documented.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { alembicFailure } from './alembicFailure';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';
import { PYTHON, PYTHON_SKIP } from './python';
import { KNOWN_FAILURES, knownFailure } from '../../server/src/database/knownFailures';
import { ROOT } from '../support/build';
import { program, revisionSource, temporaryFolder } from '../support/commandLine';
import { sqliteProject } from '../support/sqliteProject';

test('every kind of failure is documented, and none that is not known', () => {
  const text = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, id]) => id);
  expect(documented.sort()).toEqual(KNOWN_FAILURES.map(({ id }) => id).sort());
});

const USERS =
  "op.create_table('users', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(50)))";
const ROW = `op.execute("INSERT INTO users (id, name) VALUES (1, 'a')")\nop.execute("INSERT INTO users (id, name) VALUES (2, 'a')")`;

/** The last line of upgrade() fails, in Alembic. */
const BODIES: readonly (readonly [id: string, body: string, dialect: 'sqlite' | 'postgresql' | 'both'])[] = [
  ['plain-string-execute', `op.get_bind().execute("UPDATE users SET name = 'b'")`, 'both'],
  ['missing-import', "op.add_column('users', sa.Column('x', sqlmodel.sql.sqltypes.AutoString()))", 'both'],
  ['already-exists', USERS, 'both'],
  ['already-exists', "op.add_column('users', sa.Column('name', sa.String(50)))", 'both'],
  ['table-missing', "op.execute('DROP TABLE nobody')", 'both'],
  ['rows-not-unique', "op.create_index('ix', 'users', ['name'], unique=True)", 'both'],
  ['rows-without-value', "op.execute('ALTER TABLE users ADD COLUMN age INTEGER NOT NULL')", 'both'],
  ['sqlite-alter', "op.create_unique_constraint('uq', 'users', ['name'])", 'sqlite'],
  ['sqlite-alter', "op.alter_column('users', 'name', nullable=False)", 'sqlite'],
  ['object-missing', "op.execute('SELECT nothing_like_it FROM users')", 'sqlite'],
  ['object-missing', "op.drop_constraint('uq_users', 'users')", 'postgresql'],
  ['object-missing', "op.drop_column('users', 'age')", 'postgresql'],
  [
    'table-missing',
    "op.create_table('posts', sa.Column('tag_id', sa.Integer(), sa.ForeignKey('tags.id')))",
    'postgresql',
  ],
  ['extension-not-installed', "op.execute('CREATE EXTENSION no_such_extension')", 'postgresql'],
  ['extension-missing', "op.execute('ALTER TABLE users ADD COLUMN tags hstore')", 'postgresql'],
  [
    'rows-without-value',
    "op.add_column('users', sa.Column('age', sa.Integer(), nullable=False))",
    'postgresql',
  ],
  [
    'rows-without-parent',
    "op.execute('CREATE TABLE t (id int PRIMARY KEY)')\nop.create_foreign_key('fk', 'users', 't', ['id'], ['id'])",
    'postgresql',
  ],
  ['rows-fail-check', "op.create_check_constraint('ck', 'users', 'id > 1')", 'postgresql'],
  ['no-unique-target', "op.execute('CREATE TABLE t (id int REFERENCES users (name))')", 'postgresql'],
  ['type-not-converted', "op.alter_column('users', 'name', type_=sa.Integer())", 'postgresql'],
  [
    'value-not-converted',
    "op.alter_column('users', 'name', type_=sa.Integer(), postgresql_using='name::integer')",
    'postgresql',
  ],
  [
    'still-needed',
    "op.execute('CREATE VIEW v AS SELECT name FROM users')\nop.drop_column('users', 'name')",
    'postgresql',
  ],
  [
    'not-in-transaction',
    "op.create_index('ix', 'users', ['name'], postgresql_concurrently=True)",
    'postgresql',
  ],
  [
    'enum-exists',
    `op.execute("CREATE TYPE mood AS ENUM ('a')")\nop.execute("CREATE TYPE mood AS ENUM ('a')")`,
    'postgresql',
  ],
  [
    'new-enum-value',
    `with op.get_context().autocommit_block():\n    op.execute("CREATE TYPE mood AS ENUM ('a')")\nop.execute("ALTER TYPE mood ADD VALUE 'b'")\nop.execute("SELECT 'b'::mood")`,
    'postgresql',
  ],
  [
    'statement-timeout',
    `op.execute("SET LOCAL statement_timeout = 20")\nop.execute("SELECT pg_sleep(20)")`,
    'postgresql',
  ],
  [
    'transaction-failed',
    `try:\n    op.execute("SELECT 1/0")\nexcept Exception:\n    pass\nop.execute("SELECT 1")`,
    'postgresql',
  ],
];

function history(url: string, body: string): string {
  return sqliteProject(
    {
      r1: revisionSource('r1', undefined, `${USERS}\n${ROW}`, "op.drop_table('users')"),
      r2: revisionSource('r2', 'r1', body),
    },
    { url },
  );
}

describe.skipIf(PYTHON === undefined)(`what a revision does${PYTHON_SKIP}`, () => {
  for (const dialect of ['sqlite', 'postgresql'] as const) {
    const isMissing = dialect === 'postgresql' && POSTGRES === undefined;
    describe.skipIf(isMissing)(`${dialect}${dialect === 'postgresql' ? POSTGRES_SKIP : ''}`, () => {
      const cases = BODIES.filter(([, , where]) => where === dialect || where === 'both');
      it.each(cases)('%s: %s', async (id, body) => {
        const url = dialect === 'sqlite' ? 'sqlite:///app.db' : await temporaryDatabase();
        const found = await alembicFailure(history(url.replaceAll('%', '%%'), body), ['upgrade', 'head']);
        expect(found).toMatchObject({ id });
        expect(body.split('\n').at(-1)?.trim()).toBe(found.line);
      });
    });
  }
});

describe.skipIf(PYTHON === undefined)(`what the project is${PYTHON_SKIP}`, () => {
  const files = { r1: revisionSource('r1', undefined, 'pass'), r2: revisionSource('r2', 'r1', 'pass') };
  const environment = (from: string, to: string) => ({
    environment: (text: string) => text.replace(from, to),
  });
  const URL = 'config.get_section(config.config_ini_section, {})';
  const cases: readonly (readonly [string, () => string, string])[] = [
    [
      'multiple-heads',
      () => sqliteProject({ ...files, r3: revisionSource('r3', 'r1', 'pass') }),
      'upgrade head',
    ],
    ['revision-not-found', () => sqliteProject(files), 'upgrade nowhere'],
    ['revision-not-found', () => sqliteProject({ r2: revisionSource('r2', 'r1', 'pass') }), 'upgrade head'],
    ['relative-target', () => sqliteProject(files), 'upgrade +7'],
    ['relative-target', () => sqliteProject(files), 'downgrade -1'],
    ['cycle', () => sqliteProject({ ...files, r1: revisionSource('r1', 'r2', 'pass') }), 'upgrade head'],
    ['not-a-head', () => sqliteProject(files), 'revision --head r1'],
    [
      'not-up-to-date',
      () =>
        sqliteProject(
          files,
          environment('target_metadata = None', 'import sqlalchemy\ntarget_metadata = sqlalchemy.MetaData()'),
        ),
      'check',
    ],
    ['no-metadata', () => sqliteProject({}), 'revision --autogenerate'],
    ['url-placeholder', () => sqliteProject(files, { url: 'driver://user@localhost/db' }), 'current'],
    ['unknown-dialect', () => sqliteProject(files, { url: 'postgres://user@localhost/db' }), 'current'],
    ['url-not-parsed', () => sqliteProject(files, { url: 'app.db' }), 'current'],
    [
      'percent-in-ini',
      () => sqliteProject(files, { url: 'postgresql://user:a%40b@localhost/db' }),
      'current',
    ],
    [
      'url-variable-missing',
      () =>
        sqliteProject(
          files,
          environment(URL, `{"sqlalchemy.url": __import__("os").environ["APP_DATABASE_URL"]}`),
        ),
      'current',
    ],
    [
      'async-driver',
      () => sqliteProject(files, { url: 'postgresql+asyncpg://user@127.0.0.1:1/db' }),
      'current',
    ],
    [
      'driver-missing',
      () => sqliteProject(files, { url: 'postgresql+psycopg2cffi://user@localhost/db' }),
      'current',
    ],
    [
      'module-not-found',
      () => sqliteProject(files, environment('target_metadata = None', 'from app.models import Base')),
      'current',
    ],
    ['no-file', () => sqliteProject(files, { url: 'sqlite:///nowhere/app.db' }), 'current'],
    ['no-server', () => sqliteProject(files, { url: 'postgresql://user@127.0.0.1:1/db' }), 'current'],
    [
      'unknown-foreign-table',
      () =>
        sqliteProject(
          {},
          environment(
            'target_metadata = None',
            'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()\nsa.Table("a", target_metadata, sa.Column("b", sa.ForeignKey("b.id")))',
          ),
        ),
      'revision --autogenerate',
    ],
    [
      'table-defined-twice',
      () =>
        sqliteProject(
          {},
          environment(
            'target_metadata = None',
            'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()\nsa.Table("a", target_metadata)\nsa.Table("a", target_metadata, sa.Column("b"))',
          ),
        ),
      'current',
    ],
  ];
  it.each(cases)('%s', async (id, project, words) => {
    expect(await alembicFailure(project(), words.split(' '))).toMatchObject({ id });
  });

  it('no-configuration', async () => {
    const folder = temporaryFolder('empty');
    expect(await alembicFailure(folder, ['current'])).toMatchObject({ id: 'no-configuration' });
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'alembic.ini'), '[alembic]\nscript_location = nowhere\n');
    expect(await alembicFailure(folder, ['current'])).toMatchObject({ id: 'no-configuration' });
  });

  it('circular-foreign-keys', async () => {
    const tables =
      'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()\nsa.Table("a", target_metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("b_id", sa.ForeignKey("b.id")))\nsa.Table("b", target_metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.ForeignKey("a.id")))';
    const folder = sqliteProject({}, environment('target_metadata = None', tables));
    const { stderr } = await program(PYTHON ?? '', ['-m', 'alembic', 'revision', '--autogenerate'], folder);
    expect(knownFailure(stderr)?.id).toBe('circular-foreign-keys');
  });
});

describe.skipIf(POSTGRES === undefined)(`what the server says${POSTGRES_SKIP}`, () => {
  it('is recognised in runs of our own, too', async () => {
    const session = await connectServer(await temporaryDatabase());
    const nextSteps: Record<string, string> = {
      'CREATE TABLE t (id int); CREATE TABLE t (id int)': 'already-exists',
      'SELECT * FROM nobody': 'table-missing',
      'CREATE TABLE n (id int); INSERT INTO n VALUES (NULL); ALTER TABLE n ALTER id SET NOT NULL':
        'rows-without-value',
    };
    for (const [sql, id] of Object.entries(nextSteps)) {
      const problem = await session.execute(sql).catch((error: unknown) => error);
      expect(problem).toMatchObject({ nextStep: KNOWN_FAILURES.find((known) => known.id === id)?.nextStep });
    }
    await session.close();
  });
});
