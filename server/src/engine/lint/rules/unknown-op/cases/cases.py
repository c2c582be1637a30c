#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_colum("account", sa.Column("name", sa.Text()))
#      ^^^^^^^^^ error unknown-op
#+ Write add_column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_colunm("name")
#                ^^^^^^^^^^^ error unknown-op
#+ Write drop_column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("name")

#= directives of other packages
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_geospatial_table("place", sa.Column("id", sa.Integer()))
    op.create_entity(view)
    op.sync_enum_values("public", "status", [], [])
