"""Keys of rooms as text

Revision ID: e706293bfd67
Revises: e6f5182aec56
Create Date: 2026-03-07 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e706293bfd67"
down_revision = "e6f5182aec56"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("rooms", "id", type_=sa.String(36), existing_type=sa.Uuid(), existing_nullable=False)


def downgrade() -> None:
    op.alter_column(
        "rooms",
        "id",
        type_=sa.Uuid(),
        existing_type=sa.String(36),
        existing_nullable=False,
        postgresql_using="id::uuid",
    )
