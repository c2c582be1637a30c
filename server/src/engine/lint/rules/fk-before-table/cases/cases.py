#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
#+ Create the table first
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= a constraint of its own
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
#+ Create the table first
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])

#= itself, and a table that is older than the history
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("node", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("up", sa.Integer(), sa.ForeignKey("node.id")))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
