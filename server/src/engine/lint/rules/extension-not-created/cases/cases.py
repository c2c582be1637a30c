#= a finding
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("email", postgresql.CITEXT()))
#                                               ^^^^^^^^^^^^^^^^^^^ warning extension-not-created
#+ Create the extension citext first
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS citext")
    op.add_column("account", sa.Column("email", postgresql.CITEXT()))

#= none here
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS citext")
    op.add_column("account", sa.Column("email", postgresql.CITEXT()))

#= an operator class, and a function
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_name", "account", ["name"], postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning extension-not-created
    op.add_column("account", sa.Column("key", sa.Uuid(), server_default=sa.text("uuid_generate_v4()")))
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning extension-not-created

#= created by another revision
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("data", postgresql.HSTORE()))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute('CREATE EXTENSION IF NOT EXISTS "hstore"')
