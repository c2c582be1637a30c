"""Street becomes address line

Revision ID: e6f5182aec56
Revises: e5e40719db45
Create Date: 2026-03-06 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e6f5182aec56"
down_revision = "e5e40719db45"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("houses", sa.Column("address_line", sa.Text(), nullable=True))
    op.drop_column("houses", "street")


def downgrade() -> None:
    op.add_column("houses", sa.Column("street", sa.Text(), nullable=True))
    op.drop_column("houses", "address_line")
