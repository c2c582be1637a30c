"""create wish lists

Revision ID: d91f5b3c70e2
Revises: 4c07b92ae5d8
Create Date: 2026-10-08 11:02:47.985160

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "d91f5b3c70e2"
down_revision: Union[str, Sequence[str], None] = "4c07b92ae5d8"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        "wish_list_items",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_wish_list_items_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_wish_list_items_product_id_products"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", "product_id", name=op.f("pk_wish_list_items")),
    )
    op.create_index(op.f("ix_wish_list_items_product_id"), "wish_list_items", ["product_id"])
