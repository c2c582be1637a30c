"""keep the total of an order

Revision ID: 64bf1e90a7d5
Revises: d3a8517e4c6b
Create Date: 2026-06-08 10:47:14.081652

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "64bf1e90a7d5"
down_revision: Union[str, Sequence[str], None] = "d3a8517e4c6b"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("total_cents", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("orders", "total_cents")
