"""charge in other currencies

Revision ID: 96c4f7d0b2ea
Revises: e3508fb7c4d1
Create Date: 2026-10-22 09:08:13.171836

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "96c4f7d0b2ea"
down_revision: Union[str, Sequence[str], None] = "e3508fb7c4d1"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("currency", sa.String(length=3), default="EUR", nullable=True))


def downgrade() -> None:
    op.drop_column("orders", "currency")
