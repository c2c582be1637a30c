"""require a phone number

Revision ID: 7ad2c1e9063f
Revises: 0be64d2a8f17
Create Date: 2026-10-14 10:41:55.334071

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "7ad2c1e9063f"
down_revision: Union[str, Sequence[str], None] = "0be64d2a8f17"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.alter_column("customers", "phone", existing_type=sa.String(length=32), nullable=False)


def downgrade() -> None:
    op.alter_column("customers", "phone", existing_type=sa.String(length=32), nullable=True)
