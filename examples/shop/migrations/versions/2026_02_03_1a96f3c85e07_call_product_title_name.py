"""call the title of a product its name

Revision ID: 1a96f3c85e07
Revises: b7e4406d95c3
Create Date: 2026-02-03 10:12:45.664019

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "1a96f3c85e07"
down_revision: Union[str, Sequence[str], None] = "b7e4406d95c3"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.alter_column("products", "title", new_column_name="name", existing_type=sa.String(length=200))


def downgrade() -> None:
    op.alter_column("products", "name", new_column_name="title", existing_type=sa.String(length=200))
