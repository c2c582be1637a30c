#= a constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_account_email", "account", ["email"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unique-not-using-index
#+ Build the index concurrently, then make it a constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("uq_account_email", "account", ["email"], unique=True, postgresql_concurrently=True)
    op.execute("ALTER TABLE account ADD CONSTRAINT uq_account_email UNIQUE USING INDEX uq_account_email")

#= in a schema
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq", "account", ["a", "b"], schema="app")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unique-not-using-index
#+ Build the index concurrently, then make it a constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("uq", "account", ["a", "b"], unique=True, postgresql_concurrently=True, schema="app")
    op.execute("ALTER TABLE app.account ADD CONSTRAINT uq UNIQUE USING INDEX uq")

#= deferrable: an index cannot be taken over by the fix
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq", "account", ["a"], deferrable=True, initially="DEFERRED")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unique-not-using-index

#= of a new column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40), unique=True))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unique-not-using-index

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_unique_constraint("uq", "note", ["id"])

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("uq", "account", type_="unique")


def downgrade():
    op.create_unique_constraint("uq", "account", ["a"])

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD CONSTRAINT one_email UNIQUE (email)")
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unique-not-using-index

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD CONSTRAINT one_email UNIQUE USING INDEX account_email")
