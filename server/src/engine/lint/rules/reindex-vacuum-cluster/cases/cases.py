#= REINDEX
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("REINDEX INDEX ix_account_name")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning reindex-vacuum-cluster

#= VACUUM FULL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("VACUUM FULL account")
    #               ^^^^^^^^^^^^^^^^^^^ warning reindex-vacuum-cluster

#= CLUSTER
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CLUSTER account USING ix_account_name")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning reindex-vacuum-cluster

#= what keeps nobody out
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ANALYZE account")
    with op.get_context().autocommit_block():
        op.execute("REINDEX TABLE CONCURRENTLY account")
        op.execute("VACUUM account")

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer()))
    op.execute("CLUSTER note USING note_pkey")
