#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#                                                  ^^^^^^^^^^^^ warning mismatched-fk-type
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.BigInteger(), primary_key=True))
#+ Use sa.BigInteger()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.BigInteger(), sa.ForeignKey("owner.id")))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.BigInteger(), sa.ForeignKey("owner.id")))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.BigInteger(), primary_key=True))

#= a constraint of its own
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning mismatched-fk-type
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Uuid(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.String(36)))

#= texts of different lengths, types of the project, tables nobody knows
from alembic import op
import sqlalchemy as sa
from app.types import Key

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "account", "owner", ["code"], ["code"])
    op.create_foreign_key("fk2", "account", "other", ["code"], ["code"])
    op.add_column("account", sa.Column("key", Key(), sa.ForeignKey("owner.code")))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("code", sa.String(10), primary_key=True))
    op.create_table("account", sa.Column("code", sa.String(20)))

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE other ADD COLUMN note_id uuid REFERENCES note (id)")
    #                                                     ^^^^^^^^^^^^^^^^^^^^ warning mismatched-fk-type

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
