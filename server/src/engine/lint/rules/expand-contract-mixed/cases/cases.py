#= a column comes and another goes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("display_name", sa.String(80)))
    op.drop_column("account", "nickname")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info expand-contract-mixed

#= a table comes and a column goes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_column("account", "note")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info expand-contract-mixed

#= only additions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("a", sa.Integer()))
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))

#= only removals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "a")
    op.drop_table("b")

#= a helper table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_table("note")

#= a rename pair has its own explanation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("mail", sa.String(200), nullable=True))
    op.drop_column("account", "email")

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
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
    )

#= a copy takes the name of the dropped column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code_new", sa.LargeBinary()))
    op.execute("UPDATE account SET code_new = code")
    op.drop_column("account", "code")
    op.alter_column("account", "code_new", new_column_name="code")

#= IF EXISTS in front of CREATE TABLE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE IF EXISTS visit CASCADE")
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
