"""add user email

Revision ID: 004
Revises: 003
Create Date: 2025-02-21 09:00:00

"""
from alembic import op
import sqlalchemy as sa

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("email", sa.String(length=255)))
    op.execute("UPDATE users SET email = username || '@example.com' WHERE email IS NULL")


def downgrade() -> None:
    op.drop_column("users", "email")
