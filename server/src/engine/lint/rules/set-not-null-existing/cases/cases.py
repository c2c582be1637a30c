#= nothing fills the rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "email", existing_type=sa.String(200), nullable=False)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing
#+ Fill the empty rows with '' before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET email = '' WHERE email IS NULL")
    op.alter_column("account", "email", existing_type=sa.String(200), nullable=False)
#+ Fill the empty rows with '' and prove it with a CHECK first, so that the table is not read under the lock
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET email = '' WHERE email IS NULL")
    op.create_check_constraint("ck_account_email_not_null", "account", "email IS NOT NULL", postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE account VALIDATE CONSTRAINT ck_account_email_not_null")
    op.alter_column("account", "email", existing_type=sa.String(200), nullable=False)
    op.drop_constraint("ck_account_email_not_null", "account", type_="check")

#= the type comes from the history
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "email", nullable=False)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing

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
#+ Fill the empty rows with '' before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE account SET email = '' WHERE email IS NULL")
    op.alter_column("account", "email", nullable=False)

#= in a batch there is no place for the fix
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("email", existing_type=sa.String(200), nullable=False)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing

#= added empty in the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("city", sa.Text(), nullable=True))
    op.alter_column("account", "city", nullable=False)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing

#= filled by SQL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET email = '' WHERE email IS NULL")
    op.alter_column("account", "email", nullable=False)

#= filled by a Core update
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("email", sa.String))
    op.execute(account.update().where(account.c.email.is_(None)).values(email=""))
    op.alter_column("account", "email", nullable=False)

#= rows without a value are deleted
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account WHERE email IS NULL")
    op.alter_column("account", "email", nullable=False)

#= something before it cannot be read
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id FROM other")):
        connection.execute(sa.text("SELECT 1"), {"id": row.id})
    op.alter_column("account", "email", nullable=False)

#= added with a default
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("city", sa.Text(), server_default="", nullable=True))
    op.alter_column("account", "city", nullable=False)

#= NOT NULL already, says the history
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", type_=sa.Text(), existing_type=sa.String(80), nullable=False)

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

#= NOT NULL already, says the call
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", type_=sa.Text(), existing_nullable=False, nullable=False)

#= the revision before filled the rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "email", nullable=False)

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
    op.execute("UPDATE account SET email = ''")

#= the revision before may have filled the rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "email", nullable=False)

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa
from app.db import Session

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
    for row in Session(op.get_bind()).query("account"):
        row.email = ""

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.alter_column("note", "id", nullable=False)

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.alter_column("account", "email", nullable=False)

#= the rows are filled before the batch
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.Text(), nullable=False)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#+ Fill the empty rows with '' before
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.Text(), nullable=False)

#= silent for a column that had a default from the beginning
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "created", nullable=False)
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("created", sa.DateTime(), server_default=sa.func.now()))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ALTER COLUMN email SET NOT NULL")
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning set-not-null-existing

#= filled by a statement before it in the same text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET email = '' WHERE email IS NULL; ALTER TABLE account ALTER email SET NOT NULL")
