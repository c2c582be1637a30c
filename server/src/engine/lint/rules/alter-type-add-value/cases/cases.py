#= used in an UPDATE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE 'urgent'")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error alter-type-add-value
    op.execute("UPDATE task SET priority = 'urgent' WHERE rank > 9")
#+ Run it in an autocommit block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE priority ADD VALUE 'urgent'")
    op.execute("UPDATE task SET priority = 'urgent' WHERE rank > 9")

#= used as a default
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE IF NOT EXISTS 'urgent' AFTER 'high'")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error alter-type-add-value
    op.alter_column("task", "priority", server_default="urgent")
#+ Run it in an autocommit block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE priority ADD VALUE IF NOT EXISTS 'urgent' AFTER 'high'")
    op.alter_column("task", "priority", server_default="urgent")

#= not used here
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE 'urgent'")

#= another value is used
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE 'urgent'")
    op.execute("UPDATE task SET priority = 'high'")

#= committed in between
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE priority ADD VALUE 'urgent'")
    op.execute("UPDATE task SET priority = 'urgent'")

#= used before it is added again
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE task SET priority = 'urgent'")
    op.execute("ALTER TYPE priority ADD VALUE IF NOT EXISTS 'urgent'")
