// Lint: all rules over one long revision at the end of a long history, as after a key press, and a whole project at once.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const HISTORY = 5_000;
const LINES = 300;
const EDITS = 100;
const PROJECT = 2_400;

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { folder, inTurns }) {
  const root = await folder();
  const { Workspace, TEMPLATE_ENVIRONMENT } = await loadEngine(root);
  const files = Array.from({ length: HISTORY }, (_, index) => ({
    path: `versions/${idOf(index)}.py`,
    text: revision(index, index === HISTORY - 1 ? LINES : 1),
  }));
  const settings = { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules: {} };
  let workspace = Workspace.create(files, settings);
  const last = `versions/${idOf(HISTORY - 1)}.py`;
  const text = workspace.text(last);
  workspace.lint(last);
  const times = [];
  const readings = [];
  let found = 0;
  for (let edit = 0; edit < EDITS; edit += 1) {
    // A letter more in a comment: the file is another one, its head the same.
    workspace = workspace.withFile(last, `${text}# ${'x'.repeat(edit)}\n`);
    const began = performance.now();
    workspace.analysis(last, 'upgrade');
    workspace.analysis(last, 'downgrade');
    const read = performance.now();
    found = workspace.lint(last).length;
    times.push(performance.now() - read);
    readings.push(read - began);
  }
  if (found < LINES / 2) throw new Error(`only ${found} findings in ${LINES} lines`);
  times.sort((left, right) => left - right);
  const p95 = times[Math.floor(times.length * 0.95)] ?? NaN;
  report.time(`all rules over ${LINES} lines in a history of ${HISTORY}, p95 of ${EDITS} edits`, p95, 15);

  report.time(
    '  parsing and replaying it before, median',
    readings.sort((left, right) => left - right)[EDITS >> 1] ?? NaN,
  );

  const project = path.join(root, 'project');
  await writeProject(project, PROJECT);
  const [all = NaN] = await inTurns(3, () => lintAll(project));
  report.time(`retort lint --scope all on ${PROJECT} files`, all, 8_000);
}

/** @param {string} root */
async function loadEngine(root) {
  const outfile = path.join(root, 'engine.mjs');
  await build({
    entryPoints: [inRoot('server/src/engine/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/** @param {string} folder */
async function lintAll(folder) {
  const { code, stdout, stderr } = await capture(
    process.execPath,
    [inRoot('dist', 'cli.js'), 'lint', '--scope', 'all', '--fail-on', 'error', '--format', 'json'],
    { cwd: folder },
  );
  if (code !== 0 && code !== 1) throw new Error(stderr);
  const { findings } = JSON.parse(stdout);
  if (findings.length < PROJECT / 10) throw new Error(`only ${findings.length} findings`);
}

/**
 * @param {string} folder
 * @param {number} count
 */
async function writeProject(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(path.join(folder, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\n');
  await writeFile(path.join(folder, 'migrations', 'env.py'), '');
  for (let index = 0; index < count; index += 1) {
    await writeFile(path.join(versions, `${idOf(index)}.py`), revision(index, 4 + (index % 12)));
  }
}

/** @param {number} index */
function idOf(index) {
  return `b${String(index).padStart(11, '0')}`;
}

/**
 * A revision with so many operations, of the kinds that projects have, on tables of the revisions before.
 * @param {number} index
 * @param {number} count
 */
function revision(index, count) {
  const table = `table_${Math.floor(index / 5)}`;
  const lines = Array.from({ length: count }, (_, line) => {
    const column = `c${index}_${line}`;
    return [
      `op.add_column("${table}", sa.Column("${column}", sa.String(length=80), nullable=True))`,
      `op.create_index("ix_${column}", "${table}", ["name"], unique=False)`,
      `op.alter_column("${table}", "name", existing_type=sa.String(80), type_=sa.String(200))`,
      `op.create_foreign_key("fk_${column}", "${table}", "table_0", ["owner_id"], ["id"])`,
      `op.execute("UPDATE ${table} SET name = '' WHERE id = ${line}")`,
      `op.alter_column("${table}", "owner_id", existing_type=sa.Integer(), nullable=${line % 2 === 0 ? 'True' : 'False'})`,
    ][line % 6];
  });
  const make = `op.create_table("${table}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)), sa.Column("owner_id", sa.Integer()))`;
  const body = index % 5 === 0 ? [make, ...lines] : lines;
  return `"""step ${index}"""
from alembic import op
import sqlalchemy as sa

revision = "${idOf(index)}"
down_revision = ${index === 0 ? 'None' : `"${idOf(index - 1)}"`}
branch_labels = None
depends_on = None


def upgrade() -> None:
${body.map((line) => `    ${line}`).join('\n')}


def downgrade() -> None:
    pass
`;
}
