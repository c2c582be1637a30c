"""Living area without a way back

Revision ID: e4d3f608ca34
Revises: e3c2e5f7b923
Create Date: 2026-03-04 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e4d3f608ca34"
down_revision = "e3c2e5f7b923"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("houses", sa.Column("living_area", sa.Integer(), nullable=True))
