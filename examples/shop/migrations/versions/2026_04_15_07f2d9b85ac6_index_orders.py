"""index orders by customer and by coupon

Revision ID: 07f2d9b85ac6
Revises: e15c68a4b3d9
Create Date: 2026-04-15 13:20:05.746093

"""
from typing import Sequence, Union

from alembic import op

revision: str = "07f2d9b85ac6"
down_revision: Union[str, Sequence[str], None] = "e15c68a4b3d9"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            op.f("ix_orders_customer_id_placed_at"),
            "orders",
            ["customer_id", "placed_at"],
            postgresql_concurrently=True,
            if_not_exists=True,
        )
        op.create_index(
            op.f("ix_orders_coupon_id"),
            "orders",
            ["coupon_id"],
            postgresql_concurrently=True,
            if_not_exists=True,
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index(
            op.f("ix_orders_coupon_id"),
            table_name="orders",
            postgresql_concurrently=True,
            if_exists=True,
        )
        op.drop_index(
            op.f("ix_orders_customer_id_placed_at"),
            table_name="orders",
            postgresql_concurrently=True,
            if_exists=True,
        )
