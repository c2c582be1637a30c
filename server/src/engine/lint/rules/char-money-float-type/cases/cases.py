#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("balance", sa.Float()))
#                                                 ^^^^^^^^^^ hint char-money-float-type
#+ Use sa.Numeric(12, 2)
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("balance", sa.Numeric(12, 2)))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("balance", sa.Numeric(12, 2)))

#= CHAR
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code", sa.CHAR(8)))
#                                              ^^^^^^^^^^ hint char-money-float-type
#+ Use sa.Text()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code", sa.Text()))

#= MONEY
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("worth", postgresql.MONEY()))
#                                               ^^^^^^^^^^^^^^^^^^ hint char-money-float-type

#= a float that is a measurement
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("sample", sa.Column("temperature", sa.Float()))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN price float8")
    #                                          ^^^^^^^^^^^^ hint char-money-float-type
