// A small project for the language server's tests: two good revisions and the pieces of others.

export const CONFIGURATION = '[alembic]\nscript_location = %(here)s/migrations\n';

/** It limits how long a lock is waited for, so that no revision is asked to. */
export const ENVIRONMENT =
  'from alembic import context\n\nCONNECT_ARGS = {"options": "-c lock_timeout=5s"}\n';

export const FIRST = `"""create item

Revision ID: aaaa11112222
Revises:
Create Date: 2026-01-01 00:00:00

"""
from alembic import op
import sqlalchemy as sa

revision = 'aaaa11112222'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'item',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    op.drop_table('item')
`;

/** A revision on top of another. */
export function revisionFile(
  revision: string,
  down: string,
  message: string,
  upgrade: string,
  downgrade = '',
): string {
  return `"""${message}

Revision ID: ${revision}
Revises: ${down}

"""
from alembic import op
import sqlalchemy as sa

revision = '${revision}'
down_revision = '${down}'
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrade}


def downgrade() -> None:
    ${downgrade === '' ? 'pass' : downgrade}
`;
}

export const BAD = revisionFile(
  'bbbb33334444',
  'aaaa11112222',
  'add a name',
  "op.add_column('item', sa.Column('name', sa.String(50), nullable=False))",
  "op.drop_column('item', 'name')",
);

/** The path of the second revision, which has the classic mistake. */
export const BAD_PATH = 'migrations/versions/bbbb33334444_add_a_name.py';
export const FIRST_PATH = 'migrations/versions/aaaa11112222_create_item.py';

export const SHOP: Readonly<Record<string, string>> = {
  'alembic.ini': CONFIGURATION,
  'migrations/env.py': ENVIRONMENT,
  [FIRST_PATH]: FIRST,
  [BAD_PATH]: BAD,
};
