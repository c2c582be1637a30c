#= UPDATE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET kind = 'user'")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning delete-update-without-where

#= DELETE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account")
    #           ^^^^^^^^^^^^^^^^^^^ warning delete-update-without-where

#= a Core update
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("kind", sa.String))
    op.execute(account.update().values(kind="user"))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning delete-update-without-where

#= with WHERE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET kind = 'user' WHERE kind IS NULL")
    op.execute("DELETE FROM account WHERE kind = 'robot'")

#= a join says which rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET kind = team.kind FROM team WHERE team.id = account.team_id")

#= a column that the revision adds
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE account SET slug = lower(name)")

#= an older column beside it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE account SET slug = lower(name), name = ''")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning delete-update-without-where

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer()))
    op.execute("UPDATE note SET rank = 1")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.execute("DELETE FROM account")

#= a table that the revision makes where the database lacks it
from alembic import op
import sqlalchemy as sa
from app.database import lacks

revision = "b2"
down_revision = None


def upgrade():
    if lacks(op.get_bind(), "track"):
        op.create_table("track", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("DELETE FROM track")
    op.execute("DELETE FROM album")
    #           ^^^^^^^^^^^^^^^^^ warning delete-update-without-where
