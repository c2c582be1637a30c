#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE log (id integer)")
    op.execute("COMMIT")
#   ^^^^^^^^^^^^^^^^^^^^ error commit-in-migration
    op.execute("ALTER TYPE status ADD VALUE 'new'")
#+ Delete it
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE log (id integer)")
    op.execute("ALTER TYPE status ADD VALUE 'new'")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE log (id integer)")
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE status ADD VALUE 'new'")

#= on the connection
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    conn = op.get_bind()
    conn.execute(sa.text("UPDATE account SET name = 'x'"))
    conn.commit()
#   ^^^^^^^^^^^^^ error commit-in-migration
    op.get_bind().execute(sa.text("ROLLBACK;"))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error commit-in-migration

#= statements that only contain the words
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE job SET state = 'COMMIT'")
    op.execute("DO $$ BEGIN PERFORM 1; END $$")
