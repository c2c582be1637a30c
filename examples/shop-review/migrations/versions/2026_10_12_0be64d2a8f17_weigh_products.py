"""weigh products for shipping

Revision ID: 0be64d2a8f17
Revises: d91f5b3c70e2
Create Date: 2026-10-12 16:20:31.507288

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "0be64d2a8f17"
down_revision: Union[str, Sequence[str], None] = "d91f5b3c70e2"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column("products", sa.Column("weight_grams", sa.Integer(), nullable=True))


def downgrade() -> None:
    pass
