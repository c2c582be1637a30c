#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info irreversible-op
#+ Say it in a comment
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    # The data of account.name is gone: this brings back its definition only.
    op.add_column("account", sa.Column("name", sa.Text()))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    # The names are gone: restore them from account_names_2024 if they are needed.
    op.add_column("account", sa.Column("name", sa.Text()))

#= a table
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


def downgrade():
    op.create_table("owner", sa.Column("id", sa.Integer()))
    op.create_table("account", sa.Column("id", sa.Integer()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info irreversible-op

#= silent when downgrade() raises
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


def downgrade():
    raise NotImplementedError("one way")
