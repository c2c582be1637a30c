#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("main_id", sa.Integer(), sa.ForeignKey("account.id")))
#                                                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error circular-foreign-keys
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#+ Add this foreign key behind both tables
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("main_id", sa.Integer()))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
    op.create_foreign_key("owner_main_id_fkey", "owner", "account", ["main_id"], ["id"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("main_id", sa.Integer()))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
    op.create_foreign_key("owner_main_id_fkey", "owner", "account", ["main_id"], ["id"])

#= a named table constraint with options
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "owner",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("main_id", sa.Integer()),
        sa.ForeignKeyConstraint(["main_id"], ["account.id"], name="fk_main", ondelete="SET NULL"),
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error circular-foreign-keys
    )
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#+ Add this foreign key behind both tables
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "owner",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("main_id", sa.Integer()),
    )
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
    op.create_foreign_key("fk_main", "owner", "account", ["main_id"], ["id"], ondelete="SET NULL")
