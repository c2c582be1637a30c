#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(50), existing_nullable=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning noop-alter-column
#+ Delete the call
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    pass

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("account", "name", type_=sa.String(50), existing_nullable=True)

#= each kind of change
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("account", "a", nullable=False)
    op.alter_column("account", "b", server_default=None)
    op.alter_column("account", "c", comment=None)
    op.alter_column("account", "d", new_column_name="e")
    op.alter_column("account", "f", existing_type=sa.Text(), postgresql_using="f::text")

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", nullable=True)
        batch_op.alter_column("age", existing_type=sa.Integer())
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning noop-alter-column
#+ Delete the call
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", nullable=True)
