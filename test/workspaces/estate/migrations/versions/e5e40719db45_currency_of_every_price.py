"""Currency of every price

Revision ID: e5e40719db45
Revises: e4d3f608ca34
Create Date: 2026-03-05 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e5e40719db45"
down_revision = "e4d3f608ca34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("houses", sa.Column("currency", sa.String(3), nullable=False))


def downgrade() -> None:
    op.drop_column("houses", "currency")
