#= in both directions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_index("ix_account_email", "account", ["email"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent


def downgrade():
    op.drop_index("ix_account_email", table_name="account")
#+ Build it concurrently, outside the transaction, and back as well
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_email", "account", ["email"], postgresql_concurrently=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_account_email", table_name="account", postgresql_concurrently=True)

#= without a downgrade
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_index(op.f("ix_account_email"), "account", ["email"], unique=False)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent
#+ Build it concurrently, outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(op.f("ix_account_email"), "account", ["email"], unique=False, postgresql_concurrently=True)

#= in a block already
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_email", "account", ["email"])
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent
#+ Build it concurrently, outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_email", "account", ["email"], postgresql_concurrently=True)

#= in a loop there is no fix, and one finding
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    for column in ("email", "name"):
        op.create_index(f"ix_account_{column}", "account", [column])
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent

#= in a batch there is no fix
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_index("ix_account_email", ["email"])
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent

#= SQL text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE UNIQUE INDEX IF NOT EXISTS ix_account_email ON account (lower(email))")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning index-not-concurrent

#= SQL text on a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("CREATE INDEX ix_note ON note (id)")

#= concurrent
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_email", "account", ["email"], postgresql_concurrently=True)
        op.execute("CREATE INDEX CONCURRENTLY ix_account_name ON account (name)")

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_note_id", "note", ["id"])

#= a table that SQL of the revision makes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS note (id integer)")
    op.execute("CREATE TABLE note2 AS SELECT 1 AS id")
    op.create_index("ix_note2_id", "note2", ["id"])

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_index("ix_account_email", table_name="account")


def downgrade():
    op.create_index("ix_account_email", "account", ["email"])
