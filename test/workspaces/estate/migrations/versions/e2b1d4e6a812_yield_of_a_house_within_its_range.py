"""Yield of a house within its range

Revision ID: e2b1d4e6a812
Revises: e1a0c3d5f701
Create Date: 2026-03-02 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e2b1d4e6a812"
down_revision = "e1a0c3d5f701"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("houses") as batch_op:
        batch_op.add_column(sa.Column("cap_rate", sa.Numeric(5, 4), nullable=True))
        batch_op.create_check_constraint("cap_rate_range", "cap_rate >= 0 AND cap_rate <= 1")


def downgrade() -> None:
    with op.batch_alter_table("houses") as batch_op:
        batch_op.drop_constraint("cap_rate_range", type_="check")
        batch_op.drop_column("cap_rate")
