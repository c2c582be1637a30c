#= a primary key
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_primary_key("account_pkey", "account", ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning pk-not-using-index

#= without a name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_primary_key(None, "account", ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning pk-not-using-index

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer()))
    op.create_primary_key("note_pkey", "note", ["id"])

#= another constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq", "account", ["id"])

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("account_pkey", "account", type_="primary")


def downgrade():
    op.create_primary_key("account_pkey", "account", ["id"])

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD PRIMARY KEY (id)")
    #                            ^^^^^^^^^^^^^^^^^^^^ warning pk-not-using-index

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD CONSTRAINT post_pkey PRIMARY KEY USING INDEX post_id")
