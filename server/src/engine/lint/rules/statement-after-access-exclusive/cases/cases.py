#= an UPDATE of another table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    op.execute("UPDATE setting SET value = upper(value)")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info statement-after-access-exclusive

#= an index on another table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "slug")
    op.create_index("ix_setting", "setting", ["value"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info statement-after-access-exclusive

#= a copy of rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    op.execute("INSERT INTO archive SELECT * FROM event")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info statement-after-access-exclusive

#= the slow statement first
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE setting SET value = upper(value)")
    op.add_column("account", sa.Column("slug", sa.String(40)))

#= rows of the same table have their own rule
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    op.execute("UPDATE account SET slug = name")

#= a new row
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    op.execute("INSERT INTO setting (value) VALUES ('x')")

#= only new tables are locked
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("note", sa.Column("x", sa.Integer()))
    op.execute("UPDATE setting SET value = upper(value)")

#= committed in between
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    with op.get_context().autocommit_block():
        op.execute("UPDATE setting SET value = upper(value)")
