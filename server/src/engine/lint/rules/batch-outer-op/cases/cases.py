#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))
        op.create_index("ix_account_name", "account", ["name"])
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning batch-outer-op
#+ Write batch_op.create_index()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))
        batch_op.create_index("ix_account_name", ["name"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))
        batch_op.create_index("ix_account_name", ["name"])

#= the table last
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("name")
        op.drop_index("ix_account_name", table_name="account")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning batch-outer-op
#+ Write batch_op.drop_index()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("name")
        batch_op.drop_index("ix_account_name")

#= another table, and calls that belong to no table
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))
        op.add_column("owner", sa.Column("name", sa.Text()))
        op.execute("UPDATE owner SET name = ''")
        batch_op.create_index(op.f("ix_account_name"), ["name"])
