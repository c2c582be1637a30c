#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("created_at", sa.DateTime()))
#                                                    ^^^^^^^^^^^^^ hint timestamp-without-tz
#+ Add timezone=True
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("created_at", sa.DateTime(timezone=True)))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("created_at", sa.DateTime(timezone=True)))

#= the class alone
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("seen", sa.DateTime, nullable=True))
#                                                                                                 ^^^^^^^^^^^ hint timestamp-without-tz
#+ Add timezone=True
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("seen", sa.DateTime(timezone=True), nullable=True))

#= timezone=False on purpose is reported too, dates are not
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("a", sa.DateTime(timezone=False)))
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint timestamp-without-tz
    op.add_column("account", sa.Column("b", sa.Date()))
#+ Add timezone=True
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("a", sa.DateTime(timezone=True)))
    op.add_column("account", sa.Column("b", sa.Date()))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN made timestamp, ADD COLUMN seen timestamptz")
    #                                          ^^^^^^^^^^^^^^ hint timestamp-without-tz
