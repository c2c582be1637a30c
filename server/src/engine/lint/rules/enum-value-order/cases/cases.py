#= at the end
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE IF NOT EXISTS 'urgent'")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint enum-value-order

#= at its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE 'urgent' BEFORE 'high'")

#= a renamed value keeps its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority RENAME VALUE 'urgent' TO 'critical'")
