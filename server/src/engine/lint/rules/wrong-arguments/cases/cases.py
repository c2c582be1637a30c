#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_name", "account", ["name"], postgresql_concurently=True)
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-arguments
#+ Write postgresql_concurrently=
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_name", "account", ["name"], postgresql_concurrently=True)

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_name", "account", ["name"], postgresql_concurrently=True)

#= a keyword that does not exist
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name", if_exists=True)
    op.rename_table("account", "owner", if_exist=True)
#                                       ^^^^^^^^^^^^^ error wrong-arguments

#= an argument is missing
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account")
#   ^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-arguments

#= one too many
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account", "owner", "third")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error wrong-arguments

#= a TypeError of the project is its own business
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    raise TypeError("takes no prisoners, got it?")
