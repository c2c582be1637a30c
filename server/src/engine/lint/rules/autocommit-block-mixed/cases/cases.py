#= a column above the block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40)))
    with op.get_context().autocommit_block():
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning autocommit-block-mixed
        op.create_index("ix_account_slug", "account", ["slug"], postgresql_concurrently=True)

#= SQL that makes something above the block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('a')")
    with op.get_context().autocommit_block():
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning autocommit-block-mixed
        op.execute("ALTER TYPE mood ADD VALUE 'b'")

#= settings above the block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '5s'")
    with op.get_context().autocommit_block():
        op.create_index("ix_account_slug", "account", ["slug"], postgresql_concurrently=True)

#= several blocks
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_a", "account", ["a"], postgresql_concurrently=True)
    with op.get_context().autocommit_block():
        op.create_index("ix_b", "account", ["b"], postgresql_concurrently=True)

#= a block that validates what was added
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_check_constraint("ck", "account", "a > 0", postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE account VALIDATE CONSTRAINT ck")
