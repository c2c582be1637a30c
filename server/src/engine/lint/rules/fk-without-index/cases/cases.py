#= in a new table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
    #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index
    )
#+ Create the index ix_note_account_id
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
    )
    op.create_index(op.f("ix_note_account_id"), "note", ["account_id"])

#= a new column of a known table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("boss_id", sa.Integer(), sa.ForeignKey("account.id")))
    #                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
    )
#+ Create the index ix_account_boss_id
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("boss_id", sa.Integer(), sa.ForeignKey("account.id")))
    op.create_index(op.f("ix_account_boss_id"), "account", ["boss_id"])

#= create_foreign_key
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
    )
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("account_id", sa.Integer()))
#+ Create the index ix_note_account_id
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"])
    op.create_index(op.f("ix_note_account_id"), "note", ["account_id"])

#= an index of the column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), index=True),
    )

#= an index that comes later
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
        sa.Column("at", sa.DateTime()),
    )
    op.create_index("ix", "note", ["account_id", "at"])

#= an index that begins with another column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
    #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index
        sa.Column("at", sa.DateTime()),
    )
    op.create_index("ix", "note", ["at", "account_id"])
#+ Create the index ix_note_account_id
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
        sa.Column("at", sa.DateTime()),
    )
    op.create_index(op.f("ix_note_account_id"), "note", ["account_id"])
    op.create_index("ix", "note", ["at", "account_id"])

#= the key of an association table covers its first column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "member",
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("team.id"), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
    #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index
    )
#+ Create the index ix_member_account_id
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "member",
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("team.id"), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
    )
    op.create_index(op.f("ix_member_account_id"), "member", ["account_id"])

#= a unique constraint covers it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "profile",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), unique=True),
    )

#= two columns in another order
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "line",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.ForeignKeyConstraint(["a", "b"], ["page.a", "page.b"]),
    )
    op.create_index("ix", "line", ["b", "a"])

#= the table is not known
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"])

#= SQL may have made an index
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")))
    op.execute("DO $$ BEGIN CREATE INDEX ON note (account_id); END $$")

#= the column is gone at the end
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
    )
    op.drop_table("note")

#= inside a batch the index is made by the batch
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("team_id", sa.Integer()))
        batch_op.create_foreign_key("fk_team", "team", ["team_id"], ["id"])
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info fk-without-index
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#+ Create the index ix_account_team_id
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("team_id", sa.Integer()))
        batch_op.create_foreign_key("fk_team", "team", ["team_id"], ["id"])
        batch_op.create_index(op.f("ix_account_team_id"), ["team_id"])
