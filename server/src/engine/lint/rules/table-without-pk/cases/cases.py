#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("log", sa.Column("line", sa.Text()))
#                   ^^^^^ warning table-without-pk

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("log", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("line", sa.Text()))

#= the key comes later, or the table does not last
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("log", sa.Column("id", sa.BigInteger()))
    op.create_primary_key("pk_log", "log", ["id"])
    op.create_table("scratch", sa.Column("id", sa.BigInteger()), prefixes=["TEMPORARY"])

#= a table of pairs
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("member", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()))
#                   ^^^^^^^^ warning table-without-pk

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE visit (at timestamptz, who int)")
    #                               ^^^^^^^^^^^^^^ warning table-without-pk

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE log (at date) PARTITION BY RANGE (at)")
    op.execute("CREATE TABLE log_1 PARTITION OF log DEFAULT")
    op.execute("CREATE TEMP TABLE t (a int)")
    op.execute("CREATE TABLE u (a int)")
    op.execute("ALTER TABLE u ADD PRIMARY KEY (a)")
