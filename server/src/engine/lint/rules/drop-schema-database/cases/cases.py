#= a schema with all that is in it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP SCHEMA IF EXISTS reporting CASCADE")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error drop-schema-database

#= a database
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP DATABASE reporting")
    #           ^^^^^^^^^^^^^^^^^^^^^^^ error drop-schema-database

#= an empty schema
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP SCHEMA reporting")

#= a schema of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA scratch")
    op.execute("DROP SCHEMA scratch CASCADE")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA reporting")


def downgrade():
    op.execute("DROP SCHEMA reporting CASCADE")
