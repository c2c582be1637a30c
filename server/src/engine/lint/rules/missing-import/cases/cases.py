#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sqlmodel.sql.sqltypes.AutoString()))
#                                              ^^^^^^^^ error missing-import
#+ Add `import sqlmodel`
import sqlmodel
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sqlmodel.sql.sqltypes.AutoString()))

#= none here
from alembic import op
import sqlalchemy as sa
import sqlmodel

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sqlmodel.sql.sqltypes.AutoString()))

#= a dialect that is not imported
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", postgresql.JSONB()))
#                                              ^^^^^^^^^^ error missing-import
    op.add_column("account", sa.Column("more", postgresql.JSONB()))
#+ Add `from sqlalchemy.dialects import postgresql`
from sqlalchemy.dialects import postgresql
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("data", postgresql.JSONB()))
    op.add_column("account", sa.Column("more", postgresql.JSONB()))

#= a name nobody knows
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("kind", KindType()))
#                                              ^^^^^^^^ error missing-import

#= every way to bind a name
from alembic import op
import sqlalchemy as sa
from contextlib import suppress as quiet

revision = "a1"
down_revision = None


def upgrade():
    def helper(rows, *, key=None):
        return {k: v for k, v in rows if (found := v)}

    with open("x") as stream:
        pass
    for index, (a, b) in enumerate([]):
        print(index, a, b, stream)
    try:
        total: int = 0
        total += 1
    except ValueError as error:
        print(error, total, __name__)
    with quiet(ValueError):
        helper([], key=lambda value: value)

#= silent under a star import
from alembic import op
import sqlalchemy as sa
from sqlalchemy import *

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", Column("name", Text()))
