#= a check
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_check_constraint("ck_account_rank", "account", "rank > 0")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning check-validates
#+ Add it NOT VALID, then validate it outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_check_constraint("ck_account_rank", "account", "rank > 0", postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE account VALIDATE CONSTRAINT ck_account_rank")

#= over several lines
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_check_constraint(
        "ck_note",
        "note",
        "id > 0",
    )

#= NOT VALID
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_check_constraint("ck", "account", "rank > 0", postgresql_not_valid=True)

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_check_constraint("ck", "note", "id > 0")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("ck", "account", type_="check")


def downgrade():
    op.create_check_constraint("ck", "account", "rank > 0")

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD CONSTRAINT positive CHECK (rank > 0)")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning check-validates

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD CONSTRAINT positive CHECK (rank > 0) NOT VALID")

#= in SQL text that is put together: the whole call
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    table = "post"
    op.execute(f"ALTER TABLE {table} ADD CHECK (rank > 0)")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning check-validates
