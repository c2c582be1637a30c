// The same history by us and by real Alembic, the oldest and the newest: version rows and catalogue are equal after every
// step, and each continues where the other stopped.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../database/postgresServer';
import { PYTHON } from '../database/python';
import { copyOfExample, retort, writeFiles } from '../support/commandLine';

// A limit for hangs: each case is dozens of processes.
vi.setConfig({ testTimeout: 600_000 });

const OLDEST = process.env['RETORT_TEST_PYTHON_OLDEST'];
const SKIP = `${POSTGRES_SKIP}${PYTHON === undefined || OLDEST === undefined ? ' (skipped: RETORT_TEST_PYTHON or RETORT_TEST_PYTHON_OLDEST is not set)' : ''}`;

interface Revision {
  readonly down: string | readonly string[] | undefined;
  readonly label?: string;
  readonly dependsOn?: string;
  readonly upgrade: string;
  readonly downgrade: string;
}

/** Two branches and their merge, a second base that is depended on, an autocommit block, data. */
const HISTORY: Readonly<Record<string, Revision>> = {
  r1: {
    down: undefined,
    upgrade:
      'op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.String(20)))',
    downgrade: 'op.drop_table("a")',
  },
  r2: {
    down: 'r1',
    upgrade:
      'op.execute("INSERT INTO a (id, n) VALUES (1, \'x%y:z\')")\nop.alter_column("a", "n", nullable=False)',
    downgrade: 'op.alter_column("a", "n", nullable=True)\nop.execute("DELETE FROM a")',
  },
  left: {
    down: 'r2',
    label: 'lefty',
    upgrade:
      'op.create_table("l", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a_id", sa.Integer(), sa.ForeignKey("a.id", name="l_a"), index=True))',
    downgrade: 'op.drop_table("l")',
  },
  right: {
    down: 'r2',
    label: 'righty',
    upgrade:
      'op.add_column("a", sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()))\nwith op.get_context().autocommit_block():\n    op.create_index("a_n", "a", ["n"], postgresql_concurrently=True)\nop.create_check_constraint("a_n_c", "a", "length(n) > 0")',
    downgrade:
      'op.drop_constraint("a_n_c", "a", type_="check")\nwith op.get_context().autocommit_block():\n    op.drop_index("a_n", table_name="a", postgresql_concurrently=True)\nop.drop_column("a", "at")',
  },
  merged: { down: ['left', 'right'], upgrade: 'pass', downgrade: 'pass' },
  side: {
    down: undefined,
    label: 'sideways',
    upgrade: 'op.create_table("s", sa.Column("mood", sa.Enum("sad", "ok", name="mood")))',
    downgrade: 'op.drop_table("s")\nop.execute("DROP TYPE mood")',
  },
  last: {
    down: 'merged',
    dependsOn: 'side',
    upgrade: 'op.rename_table("l", "l2")\nop.execute("INSERT INTO s (mood) VALUES (\'ok\')")',
    downgrade: 'op.execute("DELETE FROM s")\nop.rename_table("l2", "l")',
  },
};

const STEPS = [
  'upgrade r1',
  'upgrade left',
  'upgrade righty@head',
  'downgrade r2',
  'upgrade merged',
  'downgrade merged-1',
  'upgrade heads',
  'downgrade -1',
  'upgrade heads',
  'downgrade sideways@base',
  'stamp r2',
  'stamp --purge heads',
  'stamp base',
];

function source(id: string, { down, label, dependsOn, upgrade, downgrade }: Revision): string {
  const text = (value: string | undefined): string => (value === undefined ? 'None' : JSON.stringify(value));
  const parents =
    typeof down === 'object' ? `(${down.map((parent) => `"${parent}"`).join(', ')})` : text(down);
  const body = (lines: string): string => lines.split('\n').join('\n    ');
  return `"""${id}"""
from alembic import op
import sqlalchemy as sa

revision = "${id}"
down_revision = ${parents}
branch_labels = ${text(label)}
depends_on = ${text(dependsOn)}


def upgrade():
    ${body(upgrade)}


def downgrade():
    ${body(downgrade)}
`;
}

function project(options: string): string {
  const folder = copyOfExample('shop');
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  writeFiles(folder, {
    'alembic.ini': read('alembic.ini').replace(
      'path_separator',
      'version_locations = %(here)s/mine\npath_separator',
    ),
    'migrations/env.py': read('migrations/env.py')
      .replace('from models import Base\n', '')
      .replace('Base.metadata', 'None')
      .replace(
        'connection=connection, target_metadata=target_metadata',
        `connection=connection, target_metadata=target_metadata${options}`,
      ),
    ...Object.fromEntries(
      Object.entries(HISTORY).map(([id, revision]) => [`mine/${id}.py`, source(id, revision)]),
    ),
  });
  return folder;
}

type Way = (step: string, url: string) => Promise<string>;

/** What a step says went wrong; empty when it worked. */
function natively(folder: string): Way {
  return async (step, url) => {
    const words = [...step.split(' '), '--yes', '--runner', 'native', '--database', 'env:DATABASE_URL'];
    const { code, stderr } = await retort(folder, words, { env: { DATABASE_URL: url } });
    return code === 0 ? '' : stderr;
  };
}

function byAlembic(folder: string, python: string): Way {
  return async (step, url) => {
    const options = { cwd: folder, env: { ...process.env, DATABASE_URL: url } };
    return await promisify(execFile)(python, ['-m', 'alembic', ...step.split(' ')], options).then(
      () => '',
      (error: unknown) => (error as { stderr: string }).stderr,
    );
  };
}

const CATALOGUE = `
  SELECT 'rows' AS kind, version_num AS text FROM alembic_version
  UNION ALL SELECT 'column', concat_ws(' ', table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'type', typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
  ORDER BY 1, 2`;

async function catalogue(url: string): Promise<readonly unknown[]> {
  const look = await connectServer(url);
  const { rows } = await look.execute(CATALOGUE);
  await look.close();
  return rows;
}

it.skipIf(POSTGRES === undefined || PYTHON === undefined)(
  `leaves a value without a type to Alembic, which binds it${SKIP}`,
  async () => {
    const untyped = 'op.bulk_insert(sa.table("s", sa.column("mood")), [{"mood": "ok"}])';
    const folder = project('');
    writeFiles(folder, { 'mine/last.py': source('last', { ...HISTORY['last']!, upgrade: untyped }) });
    const env = {
      DATABASE_URL: await temporaryDatabase(),
      RETORT_ALEMBIC: JSON.stringify([PYTHON, '-m', 'alembic']),
    };
    const { code, stdout } = await retort(
      folder,
      ['upgrade', 'heads', '--yes', '--database', 'env:DATABASE_URL'],
      { env },
    );
    expect(stdout).toContain(
      'runner    alembic: this cannot be known statically: how the driver passes a value',
    );
    expect(code).toBe(0);
  },
);

it.skipIf(POSTGRES === undefined || PYTHON === undefined || OLDEST === undefined).each([
  ['the newest Alembic', PYTHON ?? '', ''],
  ['the oldest Alembic', OLDEST ?? '', ', transaction_per_migration=True'],
])(`goes the same way as %s, alone and in turns${SKIP}`, async (_, python, options) => {
  const folder = project(options);
  const [own, real] = [natively(folder), byAlembic(folder, python)];
  const [native, alembic, ours, theirs] = [
    await temporaryDatabase(),
    await temporaryDatabase(),
    await temporaryDatabase(),
    await temporaryDatabase(),
  ];
  for (const [index, step] of STEPS.entries()) {
    const turns = index % 2 === 0 ? [own, real] : [real, own];
    const said = await Promise.all([
      own(step, native),
      real(step, alembic),
      turns[0]?.(step, ours),
      turns[1]?.(step, theirs),
    ]);
    // What Alembic refuses, we refuse in its words.
    const refusal = /messaging\] (.*)/u.exec(said[1])?.[1] ?? said[1];
    for (const words of said) {
      expect([step, words]).toEqual([step, refusal === '' ? '' : expect.stringContaining(refusal)]);
    }
    const expected = await catalogue(alembic);
    for (const [name, url] of [
      ['native', native],
      ['ours first', ours],
      ['theirs first', theirs],
    ] as const) {
      expect([step, name, await catalogue(url)]).toEqual([step, name, expected]);
    }
  }
});
