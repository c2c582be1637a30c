#= a new column is filled
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE account SET slug = lower(name)")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info schema-and-data-mixed

#= by a Core update
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("slug", sa.String))
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute(account.update().values(slug=""))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info schema-and-data-mixed

#= rows of another table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE setting SET value = account.slug FROM account")

#= one row
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE account SET slug = 'root' WHERE id = 1")

#= outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    with op.get_context().autocommit_block():
        op.execute("UPDATE account SET slug = lower(name)")

#= rows of a table that the revision makes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("note", sa.Column("x", sa.Integer()))
    op.execute("UPDATE note SET x = 1")

#= the rows before the change
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET slug = '' WHERE slug IS NULL")
    op.alter_column("account", "slug", nullable=False)

#= a new row
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("INSERT INTO account (name) VALUES ('root')")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE account SET slug = lower(name)")
