// The history without Python: `heads` of 1,000 revisions beside Alembic's, and the graph of 10,000.
// Both programs start as people start them: no extra certificates for Node, compiled files for Python.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inRoot } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';

const SMALL = 1_000;
const LARGE = 10_000;

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { python, folder, inTurns }) {
  const [interpreter, root] = [await python(), await folder()];
  const small = path.join(root, 'small');
  const large = path.join(root, 'large');
  await writeHistory(small, SMALL);
  await writeHistory(large, LARGE);
  const warm = path.join(root, 'cache');
  const heads = (/** @type {string} */ project, /** @type {string} */ cache) =>
    must(process.execPath, [inRoot('dist', 'cli.js'), 'heads'], {
      cwd: project,
      env: { XDG_CACHE_HOME: cache, NODE_EXTRA_CA_CERTS: undefined },
    });
  const alembic = () =>
    must(interpreter, ['-m', 'alembic', 'heads'], {
      cwd: small,
      env: { PYTHONDONTWRITEBYTECODE: undefined },
    });
  const nothing = () =>
    must(process.execPath, ['-e', '0'], { cwd: small, env: { NODE_EXTRA_CA_CERTS: undefined } });

  // A file that has just changed is not remembered by its times.
  await setTimeout(2_500);
  await heads(small, warm);
  await heads(large, warm);
  await alembic();
  const [ours = NaN, theirs = NaN, node = NaN] = await inTurns(9, () => heads(small, warm), alembic, nothing);
  report.ratio(`heads of ${SMALL} revisions`, { ours, theirs, name: 'alembic heads', atLeast: 10 });
  report.time('  of which Node itself', node);
  const fresh = async () => await heads(large, await mkdtemp(path.join(root, 'cold-')));
  const [cold = NaN, remembered = NaN] = await inTurns(3, fresh, () => heads(large, warm));
  report.time(`heads of ${LARGE} revisions, nothing remembered`, cold, 1_000);
  report.time(`heads of ${LARGE} revisions, remembered`, remembered, 300);
  const figures = await inEditor(root, large);
  report.time(`graph of ${LARGE} revisions after an edit below the header`, figures.body, 5);
  report.time(`graph of ${LARGE} revisions after another parent in one file`, figures.header, 5);
  const megabytes = Math.round(figures.heap / 1e6);
  report.size(`heap with ${LARGE} revisions and their texts`, megabytes, 150);
}

/**
 * What the language server keeps and does: measured in a process of its own, with the engine bundled as it is shipped.
 * @param {string} root
 * @param {string} project
 * @returns {Promise<{ body: number, header: number, heap: number }>}
 */
async function inEditor(root, project) {
  const engine = path.join(root, 'engine.cjs');
  await build({
    absWorkingDir: inRoot(),
    entryPoints: ['server/src/engine/index.ts'],
    outfile: engine,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  const words = ['--expose-gc', inRoot('scripts', 'lib', 'graphFigures.mjs'), engine, project];
  return JSON.parse(await must(process.execPath, words));
}

/**
 * A line of revisions as Alembic's own template writes them.
 * @param {string} folder
 * @param {number} count
 */
async function writeHistory(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(
    path.join(folder, 'alembic.ini'),
    '[alembic]\nscript_location = %(here)s/migrations\npath_separator = os\n',
  );
  await writeFile(path.join(folder, 'migrations', 'env.py'), '');
  for (let index = 0, parent = ''; index < count; index += 1) {
    const id = createHash('sha256').update(String(index)).digest('hex').slice(0, 12);
    const file = path.join(versions, `${id}_add_column_${index}.py`);
    await writeFile(file, revision(id, parent, index));
    parent = id;
  }
}

/**
 * @param {string} id
 * @param {string} parent
 * @param {number} index
 */
function revision(id, parent, index) {
  return `"""add column ${index}

Revision ID: ${id}
Revises: ${parent}
Create Date: 2026-01-01 00:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision: str = '${id}'
down_revision: Union[str, Sequence[str], None] = ${parent === '' ? 'None' : `'${parent}'`}
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('items', sa.Column('c${index}', postgresql.JSONB(), nullable=True))
    op.create_index(op.f('ix_items_c${index}'), 'items', ['c${index}'], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f('ix_items_c${index}'), table_name='items')
    op.drop_column('items', 'c${index}')
`;
}
