#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", sa.JSON()))
#                                              ^^^^^^^^^ hint json-column
#+ Use JSONB
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", postgresql.JSONB()))

#= none here
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", postgresql.JSONB()))

#= a variant for PostgreSQL
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN extra json")
    #                                          ^^^^^^^^^^ hint json-column
