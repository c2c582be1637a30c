"""index buildings

Revision ID: 003
Revises: 002
Create Date: 2025-02-07 09:00:00

"""
from alembic import op

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("idx_buildings_owner_id", "buildings", ["owner_id"])
    op.create_index("idx_rooms_building_id", "rooms", ["building_id"])


def downgrade() -> None:
    op.drop_index("idx_rooms_building_id", "rooms")
    op.drop_index("idx_buildings_owner_id", "buildings")
