// Verifying: one revision as a person waits for it, a hundred against pytest-alembic on the same server, scratch databases, and
// the side-car.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { inRoot } from '../lib/paths.mjs';
import { preparePytest } from '../lib/python.mjs';
import { must } from '../lib/run.mjs';
import { ENVIRONMENT } from './run.mjs';

const REVISIONS = 100;
const MANY_REVISIONS = 1_000;
const CLI = inRoot('dist', 'cli.js');

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, parts) {
  const root = await parts.folder();
  const project = path.join(root, 'hundred');
  await writeProject(project, REVISIONS);
  const python = await parts.python();
  await oneRevision(report, parts, project, python);
  await hundred(report, parts, project);
  await scratch(report, root, project);
  await sidecar(report, root, python);
}

/**
 * @param {import('../lib/benchReport.mjs').BenchReport} report
 * @param {typeof import('../lib/benchReport.mjs').benchParts} parts
 * @param {string} project
 * @param {string} python
 */
async function oneRevision(report, parts, project, python) {
  const env = {
    XDG_CACHE_HOME: path.join(project, 'cache'),
    RETORT_ALEMBIC: JSON.stringify([python, '-m', 'alembic']),
  };
  /** @param {string} id */
  const verify = async (id) => await must(process.execPath, [CLI, 'verify', id], { cwd: project, env });
  await verify(idOf(0));
  const [native = NaN] = await parts.inTurns(5, () => verify(idOf(0)));
  report.time('one revision on a warm scratch database, natively', native, 1_000);
  const only = ['-c', path.join(project, 'dynamic.ini'), 'verify', 'dynamic'];
  await mkdir(path.join(project, 'dynamic'), { recursive: true });
  await writeFile(path.join(project, 'dynamic', 'dynamic.py'), DYNAMIC);
  await writeFile(
    path.join(project, 'dynamic.ini'),
    '[alembic]\nscript_location = migrations\nversion_locations = dynamic\npath_separator = os\n',
  );
  const [dynamic = NaN] = await parts.inTurns(
    3,
    async () => await must(process.execPath, [CLI, ...only], { cwd: project, env }),
  );
  report.time('  through Alembic', dynamic, 3_000);
}

/**
 * @param {import('../lib/benchReport.mjs').BenchReport} report
 * @param {typeof import('../lib/benchReport.mjs').benchParts} parts
 * @param {string} project
 */
async function hundred(report, parts, project) {
  const url = await parts.postgres();
  const pytest = await preparePytest();
  if ('skip' in pytest) throw new Error(pytest.skip);
  await writeFile(path.join(project, 'test_migrations.py'), PYTEST);
  const [ours = NaN, theirs = NaN] = await parts.inTurns(
    3,
    async () =>
      await must(
        process.execPath,
        [CLI, 'verify', `base:${idOf(REVISIONS - 1)}`, '--scratch', 'env:SERVER'],
        {
          cwd: project,
          env: { SERVER: url, XDG_CACHE_HOME: path.join(project, 'cache') },
        },
      ),
    async () =>
      await withDatabase(url, async (database) => {
        await must(pytest.python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test_migrations.py'], {
          cwd: project,
          env: { DATABASE_URL: database },
        });
      }),
  );
  report.ratio(`${REVISIONS} revisions up, down and up again`, {
    ours,
    theirs,
    name: 'pytest-alembic (up_down_consistency)',
    atLeast: 5,
  });
}

/**
 * What a verification of nothing takes beside the start of the program.
 * @param {import('../lib/benchReport.mjs').BenchReport} report
 * @param {string} root
 * @param {string} project
 */
async function scratch(report, root, project) {
  /** @param {string} cache */
  const empty = async (cache) => {
    const began = performance.now();
    await must(process.execPath, [CLI, '-c', 'empty.ini', 'verify'], {
      cwd: project,
      env: { XDG_CACHE_HOME: cache },
    });
    return performance.now() - began;
  };
  await mkdir(path.join(project, 'empty'), { recursive: true });
  await writeFile(path.join(project, 'empty', 'nothing.py'), NOTHING);
  await writeFile(
    path.join(project, 'empty.ini'),
    '[alembic]\nscript_location = migrations\nversion_locations = empty\npath_separator = os\n',
  );
  const began = performance.now();
  await must(process.execPath, [CLI, '-c', 'empty.ini', 'heads'], { cwd: project, env: {} });
  const start = performance.now() - began;
  const cold = [];
  const warm = [];
  for (const round of ['1', '2', '3']) {
    const cache = path.join(root, `cache${round}`);
    cold.push((await empty(cache)) - start);
    warm.push((await empty(cache)) - start);
  }
  const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN;
  report.time('an embedded scratch database, cold', median(cold), 2_000);
  report.time('  warm', median(warm), 300);
}

/**
 * @param {import('../lib/benchReport.mjs').BenchReport} report
 * @param {string} root
 * @param {string} python
 */
async function sidecar(report, root, python) {
  const project = path.join(root, 'many');
  await writeProject(project, MANY_REVISIONS);
  const child = spawn(python, ['-u', inRoot('dist', 'sidecar.py')], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: 'postgresql://localhost/nowhere' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const target = `${idOf(MANY_REVISIONS - 2)}:${idOf(MANY_REVISIONS - 1)}`;
  const times = [];
  for (let id = 0; id < 6; id += 1) {
    const request = {
      id,
      request: 'offlineSql',
      folder: project,
      configFile: 'alembic.ini',
      section: 'alembic',
      x: [],
    };
    const began = performance.now();
    child.stdin.write(`${JSON.stringify({ ...request, direction: 'upgrade', target })}\n`);
    const reply = JSON.parse((await lines.next()).value);
    if (reply.error !== undefined) throw new Error(reply.error);
    times.push(performance.now() - began);
  }
  child.stdin.end();
  const [, ...later] = times;
  const median = later.sort((a, b) => a - b)[later.length >> 1] ?? NaN;
  report.time(`a request to the side-car at ${MANY_REVISIONS} revisions, after the first`, median, 100);
}

/**
 * @param {string} url
 * @param {(database: string) => Promise<void>} work
 */
async function withDatabase(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = `bench_${Date.now()}`;
  await client.query(`CREATE DATABASE ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  try {
    await work(address.href);
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
}

const idOf = (/** @type {number} */ index) => `v${String(index).padStart(11, '0')}`;

/**
 * Every third revision makes a table, the others alter it.
 * @param {string} folder
 * @param {number} count
 */
async function writeProject(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(
    path.join(folder, 'alembic.ini'),
    '[alembic]\nscript_location = migrations\nprepend_sys_path = .\npath_separator = os\n',
  );
  await writeFile(path.join(folder, 'migrations', 'env.py'), ENVIRONMENT);
  await writeFile(path.join(folder, 'migrations', 'script.py.mako'), '');
  for (let index = 0; index < count; index += 1) {
    const table = `t${Math.floor(index / 3)}`;
    const [up = 'pass', down = 'pass'] =
      [
        [
          `op.create_table("${table}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)))`,
          `op.drop_table("${table}")`,
        ],
        [`op.add_column("${table}", sa.Column("email", sa.Text()))`, `op.drop_column("${table}", "email")`],
        [`op.create_index("ix_${table}", "${table}", ["email"])`, `op.drop_index("ix_${table}", "${table}")`],
      ][index % 3] ?? [];
    await writeFile(
      path.join(versions, `${idOf(index)}.py`),
      source(idOf(index), index === 0 ? 'None' : `"${idOf(index - 1)}"`, up, down),
    );
  }
}

/**
 * @param {string} id
 * @param {string} down
 * @param {string} up
 * @param {string} back
 */
function source(id, down, up, back) {
  return `"""step"""\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = "${id}"\ndown_revision = ${down}\n\n\ndef upgrade():\n    ${up}\n\n\ndef downgrade():\n    ${back}\n`;
}

const NOTHING = source('nothing', 'None', 'pass', 'pass');
const DYNAMIC = source(
  'dynamic',
  'None',
  'for row in op.get_bind().execute(sa.text("SELECT 1 AS n")):\n        op.create_table(f"d{row.n}", sa.Column("id", sa.Integer()))',
  'op.drop_table("d1")',
);

const PYTEST = `import os

import pytest
from sqlalchemy import create_engine
from pytest_alembic.tests import test_up_down_consistency  # noqa: F401


@pytest.fixture
def alembic_config():
    return {"file": "alembic.ini", "script_location": "migrations"}


@pytest.fixture
def alembic_engine():
    return create_engine(os.environ["DATABASE_URL"])
`;
