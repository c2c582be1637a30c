#= a table of older revisions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.rename_table("account", "member")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info rename-table

#= a view keeps the old name alive
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.rename_table("account", "member")
    op.execute("CREATE OR REPLACE VIEW account AS SELECT * FROM member")

#= a rebuilt copy takes its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("account_new", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_table("account")
    op.rename_table("account_new", "account")

#= moved aside for a new one of its name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.rename_table("account", "account_old")
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO account SELECT id FROM account_old")
    op.drop_table("account_old")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.rename_table("account", "member")

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account RENAME TO member")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info rename-table

#= in SQL text with a view that keeps the name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account RENAME TO member; CREATE VIEW account AS SELECT * FROM member")
