#= a column of an existing table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", new_column_name="display_name")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info rename-column

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", new_column_name="display_name")
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info rename-column

#= the same name again
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", new_column_name="name", type_=sa.Text())

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.alter_column("note", "id", new_column_name="key")

#= a column that takes over the name of a dropped one
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "value")
    op.alter_column("account", "json_value", new_column_name="value")

#= a column of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("tmp", sa.Text()))
    op.alter_column("account", "tmp", new_column_name="name")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.alter_column("account", "name", new_column_name="display_name")

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account RENAME COLUMN email TO address")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info rename-column

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.execute("ALTER TABLE note RENAME COLUMN rank TO place")
    op.execute("ALTER INDEX a RENAME TO b")
