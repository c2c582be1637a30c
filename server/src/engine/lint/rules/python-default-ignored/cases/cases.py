#= a boolean
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), default=True))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored
#+ Change it to server_default=sa.true()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), server_default=sa.true()))

#= a number in a new table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer(), default=0))
    #                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored
#+ Change it to server_default='0'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer(), server_default="0"))

#= a text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("kind", sa.String(10), default="user", nullable=True))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored
#+ Change it to server_default='user'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("kind", sa.String(10), server_default="user", nullable=True))

#= the present time
from alembic import op
import sqlalchemy as sa
from datetime import datetime

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("seen", sa.DateTime(), default=datetime.utcnow))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored
#+ Change it to server_default=sa.func.now()
from alembic import op
import sqlalchemy as sa
from datetime import datetime

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("seen", sa.DateTime(), server_default=sa.func.now()))

#= SQL text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("seen", sa.DateTime(), default=sa.text("now()")))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored
#+ Change it to server_default=sa.text("now()")
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("seen", sa.DateTime(), server_default=sa.text("now()")))

#= a function of Python has no fix
from alembic import op
import sqlalchemy as sa
import uuid

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.String(36), default=uuid.uuid4))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning python-default-ignored

#= with a server default beside it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), default=True, server_default=sa.true()))

#= None is what there is anyway
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), default=None))

#= NOT NULL as well has its own explanation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), default=True, nullable=False))

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), default=True))
