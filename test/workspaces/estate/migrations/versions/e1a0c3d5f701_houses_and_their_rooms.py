"""Houses and their rooms

Revision ID: e1a0c3d5f701
Revises: 
Create Date: 2026-03-01 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e1a0c3d5f701"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "houses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("asking", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_houses")),
    )
    op.create_table(
        "rooms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["houses.id"], name=op.f("fk_rooms_house_id_houses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
    )
    op.create_index(op.f("ix_rooms_house_id"), "rooms", ["house_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_rooms_house_id"), table_name="rooms")
    op.drop_table("rooms")
    op.drop_table("houses")
