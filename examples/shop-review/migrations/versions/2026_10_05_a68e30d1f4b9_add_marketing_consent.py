"""ask customers for marketing consent

Revision ID: a68e30d1f4b9
Revises: f90e2c7b315d
Create Date: 2026-10-05 09:14:22.618403

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "a68e30d1f4b9"
down_revision: Union[str, Sequence[str], None] = "f90e2c7b315d"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column("customers", sa.Column("accepts_marketing", sa.Boolean(), nullable=False))


def downgrade() -> None:
    op.drop_column("customers", "accepts_marketing")
