// Runs on a PostgreSQL server: many revisions natively and by Alembic, and `current` in a long history.
// Both programs start as people start them: no extra certificates for Node, compiled files for Python.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { inRoot } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';

const UPGRADE_REVISIONS = 500;
const CURRENT_REVISIONS = 5_000;

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { python, postgres, folder, inTurns }) {
  const [interpreter, server, root] = [await python(), await postgres(), await folder()];
  const project = path.join(root, 'upgrade');
  await writeProject(project, UPGRADE_REVISIONS);
  const ways = [
    () => retort(project, ['upgrade', 'head', '--yes', '--runner', 'native'], server, 'native'),
    () => alembic(interpreter, project, ['upgrade', 'head'], server),
  ];
  const [ours = NaN, theirs = NaN] = await inTurns(
    3,
    ...ways.map((way) => async () => {
      await emptyDatabase(server);
      await way();
    }),
  );
  const name = 'alembic upgrade head';
  report.ratio(`upgrade of ${UPGRADE_REVISIONS} revisions`, { ours, theirs, name, atLeast: 3 });

  const long = path.join(root, 'current');
  await writeProject(long, CURRENT_REVISIONS);
  await emptyDatabase(server);
  await retort(long, ['stamp', 'head', '--yes'], server, 'native');
  // A file that has just changed is not remembered by its times.
  await setTimeout(2_500);
  await retort(long, ['current'], server, '(head)');
  /** @type {number[]} */
  const answers = [];
  const [current = NaN, theirCurrent = NaN] = await inTurns(
    5,
    async () => answers.push(await timeAfterConnect(long, server)),
    () => alembic(interpreter, long, ['current'], server),
  );
  report.ratio(`current on ${CURRENT_REVISIONS} revisions`, {
    ours: current,
    theirs: theirCurrent,
    name: 'alembic current',
  });
  const afterConnect = answers.sort((left, right) => left - right)[answers.length >> 1] ?? NaN;
  report.time('  from the login to the answer', afterConnect, 50);
}

/** How a server ends the message that says that a session is open and idle. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/**
 * Runs `current` through a relay that sees when the server lets it in.
 * @param {string} folder
 * @param {string} url
 * @returns {Promise<number>} milliseconds from then to the first word of the answer
 */
async function timeAfterConnect(folder, url) {
  const address = new URL(url);
  const { hostname, port } = address;
  let connected = 0;
  let answered = 0;
  const relay = createServer((near) => {
    const far = connect(Number(port), hostname);
    far.on('data', (/** @type {Buffer} */ data) => {
      if (connected === 0 && data.subarray(-READY.length).equals(READY)) connected = performance.now();
    });
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise((resolve) => relay.listen(0, '127.0.0.1', () => resolve(undefined)));
  try {
    const place = relay.address();
    if (place === null || typeof place === 'string') throw new Error('the relay has no port');
    address.port = String(place.port);
    const child = spawn(process.execPath, [inRoot('dist', 'cli.js'), 'current'], {
      cwd: folder,
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: undefined,
        DATABASE_URL: address.href,
        XDG_CACHE_HOME: path.join(folder, '.cache'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', () => {
      if (answered === 0) answered = performance.now();
    });
    await new Promise((resolve) => child.on('close', resolve));
    if (answered === 0 || connected === 0) throw new Error('current did not connect and answer');
    return answered - connected;
  } finally {
    relay.close();
  }
}

/**
 * @param {string} folder
 * @param {string[]} words
 * @param {string} url
 * @param {string} expected a word of the output
 */
async function retort(folder, words, url, expected) {
  const said = await must(process.execPath, [inRoot('dist', 'cli.js'), ...words], {
    cwd: folder,
    env: {
      DATABASE_URL: url,
      XDG_CACHE_HOME: path.join(folder, '.cache'),
      NODE_EXTRA_CA_CERTS: undefined,
    },
  });
  if (!said.includes(expected)) throw new Error(`retort ${words.join(' ')} did not say "${expected}"`);
}

/**
 * @param {string} python
 * @param {string} folder
 * @param {string[]} words
 * @param {string} url
 */
async function alembic(python, folder, words, url) {
  await must(python, ['-m', 'alembic', ...words], {
    cwd: folder,
    env: { DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: undefined },
  });
}

/** @param {string} url */
async function emptyDatabase(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.end();
}

/** An env.py as Alembic’s template writes it, with the address from DATABASE_URL. */
export const ENVIRONMENT = `import os
from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"].replace("%", "%%"))
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

/**
 * A line of revisions such as projects have them: a new table, then columns, indexes and a constraint of it.
 * @param {string} folder
 * @param {number} count
 */
async function writeProject(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(
    path.join(folder, 'alembic.ini'),
    '[alembic]\nscript_location = %(here)s/migrations\npath_separator = os\n',
  );
  await writeFile(
    path.join(folder, 'pyproject.toml'),
    '[tool.retort]\ndatabase = "env:DATABASE_URL"\ndialect = "postgresql"\n',
  );
  await writeFile(path.join(folder, 'migrations', 'env.py'), ENVIRONMENT);
  await writeFile(path.join(folder, 'migrations', 'script.py.mako'), '');
  const id = (/** @type {number} */ index) => `b${String(index).padStart(11, '0')}`;
  for (let index = 0; index < count; index += 1) {
    await writeFile(path.join(versions, `${id(index)}_step.py`), revision(index, id));
  }
}

/**
 * @param {number} index
 * @param {(index: number) => string} id
 */
function revision(index, id) {
  const table = `table_${Math.floor(index / 5)}`;
  const [up, down] = /** @type {[string, string][]} */ ([
    [
      `op.create_table("${table}", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))`,
      `op.drop_table("${table}")`,
    ],
    [
      `op.add_column("${table}", sa.Column("name", sa.String(length=80), nullable=True))`,
      `op.drop_column("${table}", "name")`,
    ],
    [
      `op.create_index("ix_${table}_name", "${table}", ["name"], unique=False)`,
      `op.drop_index("ix_${table}_name", table_name="${table}")`,
    ],
    [
      `op.add_column("${table}", sa.Column("price", sa.Numeric(10, 2), server_default="0", nullable=False))`,
      `op.drop_column("${table}", "price")`,
    ],
    [
      `op.create_check_constraint("ck_${table}_price", "${table}", "price >= 0")`,
      `op.drop_constraint("ck_${table}_price", "${table}", type_="check")`,
    ],
  ])[index % 5] ?? ['pass', 'pass'];
  return `"""step ${index}"""
from alembic import op
import sqlalchemy as sa

revision = "${id(index)}"
down_revision = ${index === 0 ? 'None' : `"${id(index - 1)}"`}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${up}


def downgrade() -> None:
    ${down}
`;
}
