#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_table("account")
    op.drop_index("ix_account_name", table_name="account")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-order
#+ Move it up
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.drop_table("account")

#= a table that others refer to
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))


def downgrade():
    op.drop_table("owner")
#   ^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-order
    op.drop_table("account")
#+ Move it up
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))


def downgrade():
    op.drop_table("account")
    op.drop_table("owner")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.drop_table("account")

#= a column before its constraint
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_unique_constraint("uq_name", "account", ["name"])


def downgrade():
    op.drop_column("account", "name")
    op.drop_constraint("uq_name", "account", type_="unique")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-order
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
#+ Move it up
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_unique_constraint("uq_name", "account", ["name"])


def downgrade():
    op.drop_constraint("uq_name", "account", type_="unique")
    op.drop_column("account", "name")

#= silent for an index nobody knows
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("account")
    op.drop_index("ix_other", table_name="other")
