"""call the description of a product its summary

Revision ID: 4c07b92ae5d8
Revises: a68e30d1f4b9
Create Date: 2026-10-06 15:33:09.240917

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "4c07b92ae5d8"
down_revision: Union[str, Sequence[str], None] = "a68e30d1f4b9"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column("products", sa.Column("summary", sa.Text(), nullable=True))
    op.drop_column("products", "description")


def downgrade() -> None:
    op.add_column("products", sa.Column("description", sa.Text(), nullable=True))
    op.drop_column("products", "summary")
