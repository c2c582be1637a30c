"""Asking price as a number

Revision ID: e3c2e5f7b923
Revises: e2b1d4e6a812
Create Date: 2026-03-03 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e3c2e5f7b923"
down_revision = "e2b1d4e6a812"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("houses", sa.Column("price", sa.Numeric(12, 2), nullable=True))
    houses = sa.table("houses", sa.column("asking", sa.Text()), sa.column("price", sa.Numeric(12, 2)))
    op.execute(
        houses.update()
        .where(houses.c.asking.is_not(None))
        .values(price=sa.cast(sa.func.replace(houses.c.asking, ",", ""), sa.Numeric(12, 2)))
    )
    op.create_index("ix_houses_price", "houses", ["price"])


def downgrade() -> None:
    op.drop_index("ix_houses_price", table_name="houses")
    op.drop_column("houses", "price")
