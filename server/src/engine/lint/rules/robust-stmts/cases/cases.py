#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_name", "account", ["name"], postgresql_concurrently=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint robust-stmts
#+ Add if_not_exists=True
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_name", "account", ["name"], postgresql_concurrently=True, if_not_exists=True)

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_name", "account", ["name"], postgresql_concurrently=True, if_not_exists=True)

#= dropping, and behind the block
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_name", table_name="account", postgresql_concurrently=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint robust-stmts
    op.create_index("ix_age", "account", ["age"])
#+ Add if_exists=True
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_name", table_name="account", postgresql_concurrently=True, if_exists=True)
    op.create_index("ix_age", "account", ["age"])

#= in SQL text inside the block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix_rank ON note (rank)")
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint robust-stmts
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_place")
