"""add contact details of customers

Revision ID: c40d7be2819f
Revises: 1a96f3c85e07
Create Date: 2026-02-17 16:55:02.220871

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "c40d7be2819f"
down_revision: Union[str, Sequence[str], None] = "1a96f3c85e07"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table("customers") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=32), nullable=True))
        batch_op.add_column(
            sa.Column("country_code", sa.String(length=2), server_default="NL", nullable=False)
        )
        batch_op.alter_column(
            "full_name",
            existing_type=sa.String(length=120),
            type_=sa.String(length=200),
            existing_nullable=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("customers") as batch_op:
        batch_op.alter_column(
            "full_name",
            existing_type=sa.String(length=200),
            type_=sa.String(length=120),
            existing_nullable=False,
        )
        batch_op.drop_column("country_code")
        batch_op.drop_column("phone")
