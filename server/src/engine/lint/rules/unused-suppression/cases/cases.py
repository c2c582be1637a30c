#= behind a statement
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))  # retort: ignore[drop-column] not used any more
    #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unused-suppression
#+ Remove the comment
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= on a line of its own
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    # retort: ignore[drop-column] not used any more
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unused-suppression
    op.add_column("account", sa.Column("name", sa.Text()))
#+ Remove the comment
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= one of two names
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    # retort: ignore[drop-column, drop-table] not used any more
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unused-suppression
    op.drop_column("account", "name")
#+ Take drop-table out of it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    # retort: ignore[drop-column] not used any more
    op.drop_column("account", "name")

#= for the whole file
from alembic import op
import sqlalchemy as sa
# retort: ignore-file[rename-table] the old name stays as a view
#<- hint unused-suppression

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
#+ Remove the comment
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))

#= it silences something
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "name")  # retort: ignore[drop-column] not used any more

#= it silences what another rule explains better
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("mail", sa.String(200), nullable=True))  # retort: ignore[probable-rename-column] no rename
    op.drop_column("account", "email")  # retort: ignore[drop-column] not used any more

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(200)))

#= a name that no rule has
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))  # retort: ignore[my-own-checks] see the wiki

#= another comment
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))  # drop-column comes later
