"""Owners and their favourite agents

Revision ID: e8173a4c0e78
Revises: e706293bfd67
Create Date: 2026-03-08 10:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "e8173a4c0e78"
down_revision = "e706293bfd67"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "owners",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_owners_agent_id_agents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
    )
    op.create_table(
        "agents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.id"], name=op.f("fk_agents_owner_id_owners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agents")),
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_owners_agent_id_agents"), "owners", type_="foreignkey")
    op.drop_table("agents")
    op.drop_table("owners")
