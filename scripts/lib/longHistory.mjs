// A project with a long history of small revisions, for figures.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} folder
 * @param {number} count
 */
export async function makeHistory(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(path.join(folder, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\n');
  await writeFile(path.join(folder, 'pyproject.toml'), '[tool.retort]\ndatabase = "embedded"\n');
  await writeFile(path.join(folder, 'migrations', 'env.py'), 'from alembic import context\n');
  for (let index = 0; index < count; index++) {
    const id = `r${String(index).padStart(5, '0')}`;
    const down = index === 0 ? 'None' : `"r${String(index - 1).padStart(5, '0')}"`;
    await writeFile(
      path.join(versions, `${id}_step.py`),
      `"""step ${index}\n\nRevision ID: ${id}\nRevises: ${down}\nCreate Date: 2026-01-01 00:00:00\n\n"""\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = "${id}"\ndown_revision = ${down}\nbranch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    op.create_table("t${index}", sa.Column("id", sa.Integer(), primary_key=True))\n\n\ndef downgrade():\n    op.drop_table("t${index}")\n`,
    );
  }
}
