#= the first lock on a table that others use, and only that
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer()))
    op.create_index("ix_tag_id", "tag", ["id"])
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info missing-lock-timeout
    op.drop_column("account", "label")
#+ Set lock_timeout to 5s for this revision
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table("tag", sa.Column("id", sa.Integer()))
    op.create_index("ix_tag_id", "tag", ["id"])
    op.add_column("account", sa.Column("name", sa.Text()))
    op.drop_column("account", "label")

#= behind a docstring, inside a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    """Add a name."""
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info missing-lock-timeout
#+ Set lock_timeout to 5s for this revision
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    """Add a name."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text()))

#= no fix where upgrade() is one line
from alembic import op

revision = "a1"
down_revision = None


def upgrade(): op.drop_column("account", "name")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info missing-lock-timeout
#= silent where the revision sets it, in whatever way
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.get_bind().exec_driver_sql("SET lock_timeout = 4000")
    op.drop_column("account", "name")
#= silent where env.py sets it
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")
#- env.py
connectable = create_engine(url, connect_args={"options": "-c lock_timeout=5000"})
#= silent where the module with the engine sets it
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")
#- env.py
from shop.database import engine
#- shop/database.py
engine = create_engine(url, connect_args={"options": "-c lock_timeout=5000"})
#= silent in an autocommit block, for a concurrent index and in downgrade()
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_name", "account", ["name"], postgresql_concurrently=True)
        op.drop_column("account", "label")


def downgrade():
    op.drop_column("account", "name")
#= silent where each statement is its own transaction: SET LOCAL would do nothing
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")
#- env.py
from alembic import context


def run_migrations_online():
    with connectable.connect() as connection:
        context.configure(connection=connection, transactional_ddl=False)
        with context.begin_transaction():
            context.run_migrations()
