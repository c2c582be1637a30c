#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key(None, "account", "owner", ["owner_id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unnamed-constraint

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_account_owner", "account", "owner", ["owner_id"], ["id"])

#= the name PostgreSQL would choose
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint(None, "account", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unnamed-constraint
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Name it account_name_key
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("account_name_key", "account", ["name"])

#= a foreign key inside a new column
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^ warning unnamed-constraint
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Name it account_owner_id_fkey
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id", name="account_owner_id_fkey")))

#= unique=True of a new column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text(), unique=True))
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unnamed-constraint

#= silent for a table of the same revision, with a convention of the batch, and with an index
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
    op.create_unique_constraint(None, "account", ["name"])
    with op.batch_alter_table("owner", naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}) as batch_op:
        batch_op.create_unique_constraint(None, ["name"])
    op.add_column("owner", sa.Column("code", sa.Text(), unique=True, index=True))
