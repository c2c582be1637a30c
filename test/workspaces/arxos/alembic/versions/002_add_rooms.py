"""add rooms

Revision ID: 002
Revises: 001
Create Date: 2025-01-24 09:00:00

"""
from alembic import op
import sqlalchemy as sa

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=False),
        sa.Column("geom", sa.Text()),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("ALTER TABLE rooms ALTER COLUMN geom TYPE geometry(Polygon, 4326) USING geom::geometry(Polygon, 4326)")
    op.execute("CREATE INDEX idx_rooms_geom ON rooms USING GIST (geom)")


def downgrade() -> None:
    op.execute("DROP INDEX idx_rooms_geom")
    op.drop_table("rooms")
