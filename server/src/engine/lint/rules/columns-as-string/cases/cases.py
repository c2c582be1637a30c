#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_account_name", "account", "name")
#                                                 ^^^^^^ error columns-as-string
#+ Make it a list
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])

#= in a batch and by keyword
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint("uq_name", "name")
#                                                    ^^^^^^ error columns-as-string
        batch_op.create_index("ix_name", columns="name")
#                                                ^^^^^^ error columns-as-string
        batch_op.create_foreign_key("fk", "owner", "owner_id", ["id"])
#                                                  ^^^^^^^^^^ error columns-as-string

#= a name that is computed is not judged
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    columns = ["name"]
    op.create_index("ix_account_name", "account", columns)
    op.drop_index("ix_account_name", "account")
