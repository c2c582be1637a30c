"""index orders by the day they were placed

Revision ID: e3508fb7c4d1
Revises: 7ad2c1e9063f
Create Date: 2026-10-19 13:57:26.862594

"""
from typing import Sequence, Union

from alembic import op

revision: str = "e3508fb7c4d1"
down_revision: Union[str, Sequence[str], None] = "7ad2c1e9063f"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_index(op.f("ix_orders_placed_at"), "orders", ["placed_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_orders_placed_at"), table_name="orders")
