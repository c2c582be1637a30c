// Fixes that divide a revision: one file becomes two or three that stand on each other, and real text comes out.
import { expect, it } from 'vitest';
import { applyEdits, TEMPLATE_ENVIRONMENT, Workspace, type FileEdit } from '../../../server/src/engine/index';

const BASE = `from alembic import op
import sqlalchemy as sa

revision = "a00000000001"
down_revision = None


def upgrade():
    op.create_table("houses", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("asking", sa.Text()))
`;

function head(body: string, downgrade: string): string {
  return `"""Price of a house

Revision ID: a00000000002
Revises: a00000000001
Create Date: 2026-03-03 10:00:00
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a00000000002"
down_revision = "a00000000001"


def upgrade() -> None:
${body}

def downgrade() -> None:
${downgrade}`;
}

function files(
  text: string,
  rule: string,
  title: string,
  more: readonly (readonly [string, string])[] = [],
): readonly FileEdit[] {
  const workspace = Workspace.create(
    [
      { path: 'versions/a00000000001_base.py', text: BASE },
      { path: 'versions/a00000000002_price.py', text },
      ...more.map(([path, other]) => ({ path, text: other })),
    ],
    { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules: {} },
  );
  const found = workspace.lint('versions/a00000000002_price.py').filter(({ ruleId }) => ruleId === rule);
  const fix = found.flatMap(({ fixes }) => fixes).find((one) => one.title === title);
  return (fix?.files ?? []).map((file) => ({
    ...file,
    edits: [{ span: { start: 0, end: 0 }, text: applyEdits(workspace.text(file.path) ?? '', file.edits) }],
  }));
}

const texts = (list: readonly FileEdit[]): readonly string[] => list.map(({ edits }) => edits[0]?.text ?? '');

const SPLIT = 'Move the data, and what follows it, into a revision of its own behind this one';

it('moves data and what follows it behind the revision, with its part of downgrade()', () => {
  const text = head(
    `    op.add_column("houses", sa.Column("price", sa.Numeric(12, 2)))
    houses = sa.table("houses", sa.column("asking", sa.Text()), sa.column("price", sa.Numeric(12, 2)))
    op.execute(
        houses.update().values(price=sa.cast(houses.c.asking, sa.Numeric(12, 2)))
    )
    op.create_index("ix_houses_price", "houses", ["price"])
`,
    `    op.drop_index("ix_houses_price", table_name="houses")
    op.drop_column("houses", "price")
`,
  );
  const [own, data] = texts(files(text, 'schema-and-data-mixed', SPLIT));
  expect(own).toBe(
    head(
      '    op.add_column("houses", sa.Column("price", sa.Numeric(12, 2)))\n',
      '    op.drop_column("houses", "price")\n',
    ),
  );
  const id = /^revision = "([0-9a-f]{12})"$/m.exec(data ?? '')?.[1] ?? '';
  expect(data).toBe(`"""Rewrite rows of houses

Revision ID: ${id}
Revises: a00000000002
Create Date: 2026-03-03 10:00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "${id}"
down_revision = "a00000000002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    houses = sa.table("houses", sa.column("asking", sa.Text()), sa.column("price", sa.Numeric(12, 2)))
    op.execute(
        houses.update().values(price=sa.cast(houses.c.asking, sa.Numeric(12, 2)))
    )
    op.create_index("ix_houses_price", "houses", ["price"])


def downgrade() -> None:
    op.drop_index("ix_houses_price", table_name="houses")
    # The rows stay as they are.
`);
});

it('does not divide what depends on names of the first half, or a downgrade() that is not the mirror', () => {
  const uses = head(
    `    houses = sa.table("houses", sa.column("price"))
    op.add_column("houses", sa.Column("price", sa.Integer()))
    op.execute(houses.update().values(price=1))
`,
    `    op.drop_column("houses", "price")
`,
  );
  expect(files(uses, 'schema-and-data-mixed', SPLIT)).toEqual([]);
  const other = head(
    `    op.add_column("houses", sa.Column("price", sa.Integer()))
    op.execute("UPDATE houses SET price = 1")
    op.create_index("ix_houses_price", "houses", ["price"])
`,
    `    op.drop_column("houses", "price")
`,
  );
  expect(files(other, 'schema-and-data-mixed', SPLIT)).toEqual([]);
});

const EXPAND = 'Add it nullable here, fill it and set NOT NULL in two revisions behind';
const REQUIRED = head(
  '    op.add_column("houses", sa.Column("currency", sa.String(length=3), nullable=False))\n',
  '    op.drop_column("houses", "currency")\n',
);

it('adds a required column in three revisions: expand, backfill, contract', () => {
  const list = files(REQUIRED, 'not-null-without-default', EXPAND);
  expect(list.map(({ path, isNew }) => [path.replace(/[0-9a-f]{12}/, 'ID'), isNew ?? false])).toEqual([
    ['versions/ID_price.py', false],
    ['versions/ID_price_backfill.py', true],
    ['versions/ID_price_contract.py', true],
  ]);
  const [expand, backfill, contract] = texts(list);
  expect(expand).toContain('sa.Column("currency", sa.String(length=3), nullable=True)');
  expect(backfill).toContain('    op.execute("UPDATE houses SET currency = \'\' WHERE currency IS NULL")\n');
  expect(backfill).not.toContain('sqlalchemy');
  expect(contract).toContain(
    '    op.alter_column("houses", "currency", existing_type=sa.String(length=3), nullable=False)',
  );
  expect(contract).toContain(
    '    op.alter_column("houses", "currency", existing_type=sa.String(length=3), nullable=True)',
  );
  const parent = /^revision = "(.*)"$/m.exec(backfill ?? '')?.[1] ?? 'none';
  expect(contract).toContain(`down_revision = "${parent}"`);
});

it('adds no revisions behind one that others stand on', () => {
  const child = BASE.replace('a00000000001', 'a00000000003').replace('= None', '= "a00000000002"');
  expect(files(REQUIRED, 'not-null-without-default', EXPAND, [['versions/a3.py', child]])).toEqual([]);
});
