"""add coupons

Revision ID: 92bd04ce6f18
Revises: 7cb1d85f0e3a
Create Date: 2026-03-24 17:46:29.557104

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "92bd04ce6f18"
down_revision: Union[str, Sequence[str], None] = "7cb1d85f0e3a"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        "coupons",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("percent_off", sa.SmallInteger(), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("percent_off BETWEEN 1 AND 100", name=op.f("ck_coupons_percent_off_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coupons")),
        sa.UniqueConstraint("code", name=op.f("uq_coupons_code")),
    )
    op.add_column("orders", sa.Column("coupon_id", sa.BigInteger(), nullable=True))
    # Not validated here, so that orders are not scanned while the table is locked.
    op.create_foreign_key(
        op.f("fk_orders_coupon_id_coupons"),
        "orders",
        "coupons",
        ["coupon_id"],
        ["id"],
        postgresql_not_valid=True,
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_orders_coupon_id_coupons"), "orders", type_="foreignkey")
    op.drop_column("orders", "coupon_id")
    op.drop_table("coupons")
