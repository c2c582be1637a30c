#= the first statement that goes through all rows
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint missing-statement-timeout
    op.create_index("ix_account_id", "account", ["id"])
#+ Set statement_timeout to 60s for this revision
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])
    op.create_index("ix_account_id", "account", ["id"])

#= silent for what only changes the catalogue, for new tables and outside of the transaction
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_check_constraint("ck_name", "account", "name <> ''", postgresql_not_valid=True)
    op.create_table("tag", sa.Column("id", sa.Integer()))
    op.create_index("ix_tag_id", "tag", ["id"])
    with op.get_context().autocommit_block():
        op.create_index("ix_account_id", "account", ["id"], postgresql_concurrently=True)
#= silent where the limit is set
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET statement_timeout = 5000")
    op.create_index("ix_account_name", "account", ["name"])
