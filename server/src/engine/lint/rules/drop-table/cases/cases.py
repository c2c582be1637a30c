#= a table of older revisions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("invoice")
   #^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table

#= dropping it in downgrade() undoes the upgrade
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("note")

#= a helper table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_table("note")

#= a helper table made by SQL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TEMPORARY TABLE moved AS SELECT id FROM account")
    op.drop_table("moved")

#= a rebuilt copy takes its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("account_new", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO account_new SELECT id FROM account")
    op.drop_table("account")
    op.rename_table("account_new", "account")

#= a table that belongs to PostGIS has its own explanation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("spatial_ref_sys")
