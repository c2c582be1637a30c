#= no limit for locks
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = 0")
    #           ^^^^^^^^^^^^^^^^^^^^ warning timeout-overridden

#= no limit for statements
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SET LOCAL statement_timeout TO '0s'")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning timeout-overridden

#= a limit
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '5s'")
    op.execute("SET statement_timeout = 60000")

#= back to what it was
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("RESET lock_timeout")
    op.execute("SET statement_timeout TO DEFAULT")

#= for a concurrent build
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("SET statement_timeout = 0")

#= another setting
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SET work_mem = 0")
