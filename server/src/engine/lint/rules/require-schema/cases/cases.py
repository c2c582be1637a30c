#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info require-schema

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name", schema="crm")

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account", schema="crm") as batch_op:
        batch_op.drop_column("name")
