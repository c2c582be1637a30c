"""validate the foreign key to coupons

Revision ID: d3a8517e4c6b
Revises: 07f2d9b85ac6
Create Date: 2026-04-16 09:03:52.390218

"""
from typing import Sequence, Union

from alembic import op

revision: str = "d3a8517e4c6b"
down_revision: Union[str, Sequence[str], None] = "07f2d9b85ac6"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.execute("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_coupon_id_coupons")


def downgrade() -> None:
    # A constraint cannot be made unvalidated again, only replaced.
    op.drop_constraint(op.f("fk_orders_coupon_id_coupons"), "orders", type_="foreignkey")
    op.create_foreign_key(
        op.f("fk_orders_coupon_id_coupons"),
        "orders",
        "coupons",
        ["coupon_id"],
        ["id"],
        postgresql_not_valid=True,
    )
