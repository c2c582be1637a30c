"""add foreign key constraints, store json as json

Revision ID: 629a6ca77da7
Revises: simplified_location_migration
Create Date: 2025-08-02 16:40:03.771205

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = "629a6ca77da7"
down_revision: Union[str, Sequence[str], None] = "simplified_location_migration"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.alter_column(
        "agents",
        "phone_numbers",
        existing_type=sa.Text(),
        type_=sa.JSON(),
        existing_nullable=True,
        postgresql_using="phone_numbers::json",
    )
    op.alter_column(
        "properties",
        "amenities",
        existing_type=sa.Text(),
        type_=sa.JSON(),
        existing_nullable=True,
        postgresql_using="amenities::json",
    )
    op.alter_column(
        "payment_plans",
        "terms",
        existing_type=sa.Text(),
        type_=sa.JSON(),
        existing_nullable=True,
        postgresql_using="terms::json",
    )
    op.create_foreign_key(
        "properties_agency_id_fkey", "properties", "agencies", ["agency_id"], ["id"]
    )
    op.create_foreign_key(
        "properties_agent_id_fkey", "properties", "agents", ["agent_id"], ["id"]
    )
    op.create_foreign_key(
        "properties_location_id_fkey", "properties", "locations", ["location_id"], ["id"]
    )
    op.create_foreign_key(
        "properties_project_id_fkey", "properties", "projects", ["project_id"], ["id"]
    )
    op.create_foreign_key(
        "media_property_id_fkey", "media", "properties", ["property_id"], ["id"]
    )
    op.create_foreign_key(
        "payment_plans_property_id_fkey", "payment_plans", "properties", ["property_id"], ["id"]
    )
    op.create_foreign_key(
        "documents_property_id_fkey", "documents", "properties", ["property_id"], ["id"]
    )
    op.create_foreign_key(
        "locations_parent_id_fkey", "locations", "locations", ["parent_id"], ["id"]
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_constraint("locations_parent_id_fkey", "locations", type_="foreignkey")
    op.drop_constraint("documents_property_id_fkey", "documents", type_="foreignkey")
    op.drop_constraint("payment_plans_property_id_fkey", "payment_plans", type_="foreignkey")
    op.drop_constraint("media_property_id_fkey", "media", type_="foreignkey")
    op.drop_constraint("properties_project_id_fkey", "properties", type_="foreignkey")
    op.drop_constraint("properties_location_id_fkey", "properties", type_="foreignkey")
    op.drop_constraint("properties_agent_id_fkey", "properties", type_="foreignkey")
    op.drop_constraint("properties_agency_id_fkey", "properties", type_="foreignkey")
    op.alter_column(
        "payment_plans",
        "terms",
        existing_type=sa.JSON(),
        type_=sa.Text(),
        existing_nullable=True,
        postgresql_using="terms::text",
    )
    op.alter_column(
        "properties",
        "amenities",
        existing_type=sa.JSON(),
        type_=sa.Text(),
        existing_nullable=True,
        postgresql_using="amenities::text",
    )
    op.alter_column(
        "agents",
        "phone_numbers",
        existing_type=sa.JSON(),
        type_=sa.Text(),
        existing_nullable=True,
        postgresql_using="phone_numbers::text",
    )
