#= four tables
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("a", sa.Column("x", sa.Integer()))
    op.add_column("b", sa.Column("x", sa.Integer()))
    op.add_column("c", sa.Column("x", sa.Integer()))
    op.add_column("d", sa.Column("x", sa.Integer()))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info wide-lock-window

#= three tables
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("a", sa.Column("x", sa.Integer()))
    op.add_column("b", sa.Column("x", sa.Integer()))
    op.add_column("c", sa.Column("x", sa.Integer()))
    op.add_column("c", sa.Column("y", sa.Integer()))

#= new tables
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer()))
    op.add_column("a", sa.Column("x", sa.Integer()))
    op.create_table("b", sa.Column("id", sa.Integer()))
    op.add_column("b", sa.Column("x", sa.Integer()))
    op.create_table("c", sa.Column("id", sa.Integer()))
    op.add_column("c", sa.Column("x", sa.Integer()))
    op.create_table("d", sa.Column("id", sa.Integer()))
    op.add_column("d", sa.Column("x", sa.Integer()))

#= a comment takes a weaker lock
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("a", "x", comment="y")
    op.alter_column("b", "x", comment="y")
    op.alter_column("c", "x", comment="y")
    op.alter_column("d", "x", comment="y")
