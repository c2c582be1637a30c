#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", source="account", referent_table="owner", local_cols=["a"], remote_cols=["id"])
#                               ^^^^^^ warning deprecated-api
#+ Write source_table=
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", source_table="account", referent_table="owner", local_cols=["a"], remote_cols=["id"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", source_table="account", referent_table="owner", local_cols=["a"], remote_cols=["id"])

#= select with a list
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("id"))
    op.execute(sa.select([account.c.id]))
#                        ^^^^^^^^^^^^^^ warning deprecated-api
#+ Leave the brackets out
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("id"))
    op.execute(sa.select(account.c.id))

#= an old import
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    from sqlalchemy.ext.declarative import declarative_base
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-api
    Base = declarative_base()
#+ Import from sqlalchemy.orm
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    from sqlalchemy.orm import declarative_base
    Base = declarative_base()

#= a keyword of the same name elsewhere
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), name="id"), sa.UniqueConstraint("id", name="uq"))
