#= NOT NULL string: default, three steps, or nullable
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
#+ Add server_default=''
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False, server_default=""))
#+ Add it nullable, fill existing rows, then set NOT NULL
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20), nullable=True))
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    op.alter_column("account", "name", existing_type=sa.String(length=20), nullable=False)
#+ Make the column nullable
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20), nullable=True))

#= a Python-side default prints nothing
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column(
        "account",
        sa.Column("active", sa.Boolean(), default=True, nullable=False),
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
    )
#+ Add server_default=sa.false()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column(
        "account",
        sa.Column("active", sa.Boolean(), default=True, nullable=False, server_default=sa.false()),
    )

#= inside a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer(), nullable=False))
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
#+ Add server_default='0'
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer(), nullable=False, server_default="0"))

#= silent with a server default, an identity, a computed value, or nullable
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("a", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("b", sa.Integer(), sa.Identity(), nullable=False))
    op.add_column("account", sa.Column("c", sa.Integer(), sa.Computed("a * 2"), nullable=False))
    op.add_column("account", sa.Column("d", sa.Integer(), nullable=True))
    op.add_column("account", sa.Column("e", sa.Integer()))

#= silent for an integer primary key, which is a SERIAL
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("id", sa.Integer(), primary_key=True))

#= silent for a table that the same revision creates
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False))

#= silent for a table that the same revision creates with SQL
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute('CREATE TABLE "account" (id int)')
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False))

#= silent for a table that was emptied just before
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account")
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False))

#= a delete with a condition does not empty it
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account WHERE id > 5")
    op.add_column("account", sa.Column("name", sa.Uuid(), nullable=False))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
#+ Make the column nullable
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account WHERE id > 5")
    op.add_column("account", sa.Column("name", sa.Uuid(), nullable=True))

#= silent in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(20), nullable=False))

#= a file with single quotes keeps them
from alembic import op
import sqlalchemy as sa

revision = 'a1'
down_revision = None


def upgrade():
    op.add_column('account', sa.Column('name', sa.Text(), nullable=False))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
#+ Add server_default=''
from alembic import op
import sqlalchemy as sa

revision = 'a1'
down_revision = None


def upgrade():
    op.add_column('account', sa.Column('name', sa.Text(), nullable=False, server_default=''))

#= inside a batch the last step is a batch again
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("label", sa.Text(), nullable=False))
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error not-null-without-default
    op.execute("SELECT 1")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#+ Add it nullable, fill existing rows, then set NOT NULL
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("label", sa.Text(), nullable=True))
    op.execute("UPDATE account SET label = '' WHERE label IS NULL")
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("label", existing_type=sa.Text(), nullable=False)
    op.execute("SELECT 1")

#= a table that was emptied before it was renamed
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("DELETE FROM callback_request")
    op.rename_table("callback_request", "callback")
    op.add_column("callback", sa.Column("type", sa.String(20), nullable=False))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN email text NOT NULL, ADD COLUMN id2 int PRIMARY KEY")
    #                                          ^^^^^^^^^^^^^^^^^^^ error not-null-without-default
    #                                                                          ^^^^^^^^^^^^^^^^^^^ error not-null-without-default

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN number bigserial NOT NULL, ADD COLUMN plan text NOT NULL DEFAULT 'free'")
    op.execute("ALTER TABLE account ADD COLUMN id2 int GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
