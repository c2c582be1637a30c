#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("event", sa.Column("id", sa.Integer(), primary_key=True))
#                                            ^^^^^^^^^^^^ hint short-integer-pk
#+ Use sa.BigInteger()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("event", sa.Column("id", sa.BigInteger(), primary_key=True))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("event", sa.Column("id", sa.BigInteger(), primary_key=True))

#= keys of several columns, keys that are foreign keys, other types
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("member", sa.Column("a", sa.Integer(), primary_key=True), sa.Column("b", sa.Integer(), primary_key=True))
    op.create_table("profile", sa.Column("id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True))
    op.create_table("key", sa.Column("id", sa.Uuid(), primary_key=True))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE visit (id serial PRIMARY KEY)")
    #                               ^^^^^^^^^^^^^^^^^^^^^ hint short-integer-pk
