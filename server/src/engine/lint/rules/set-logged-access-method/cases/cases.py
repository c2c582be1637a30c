#= unlogged
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account SET UNLOGGED")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info set-logged-access-method

#= logged
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account SET LOGGED")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info set-logged-access-method

#= another access method
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account SET ACCESS METHOD heap")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info set-logged-access-method

#= another tablespace
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account SET TABLESPACE fast")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info set-logged-access-method

#= another setting
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account SET (fillfactor = 70)")

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer()))
    op.execute("ALTER TABLE note SET UNLOGGED")
