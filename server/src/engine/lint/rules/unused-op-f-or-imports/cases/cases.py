#= a finding
from alembic import op
#<- info unused-op-f-or-imports
import sqlalchemy as sa

revision = "a1"
down_revision = None
print(sa)


def upgrade():
    pass
#+ Delete the import
import sqlalchemy as sa

revision = "a1"
down_revision = None
print(sa)


def upgrade():
    pass

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= kept on purpose
from alembic import op  # noqa
from typing import Union
from __future__ import annotations

revision = "a1"
