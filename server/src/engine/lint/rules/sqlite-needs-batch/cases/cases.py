#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("account", "name", nullable=False)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error sqlite-needs-batch
#+ Wrap it in batch_alter_table
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", nullable=False)

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", nullable=False)

#= constraints
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_name", "account", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error sqlite-needs-batch
    op.drop_constraint("uq_name", "account", type_="unique")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error sqlite-needs-batch

#= a foreign key
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error sqlite-needs-batch
#+ Wrap it in batch_alter_table
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_foreign_key("fk", "owner", ["owner_id"], ["id"])

#= a new name, a new column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("account", "name", new_column_name="title")
    op.add_column("account", sa.Column("age", sa.Integer()))
