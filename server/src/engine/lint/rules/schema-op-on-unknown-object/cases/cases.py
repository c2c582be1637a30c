#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "nmae")
#                             ^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Write "name"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))

#= a mistyped table
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("acount", sa.Column("age", sa.Integer()))
#                 ^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Write "account"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer()))

#= the wrong order
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("owner", sa.Column("age", sa.Integer()))
#                 ^^^^^^^ error schema-op-on-unknown-object
    op.create_table("owner", sa.Column("id", sa.Integer()))

#= a constraint with a similar name
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_nam", "account", type_="unique")
#                      ^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()), sa.UniqueConstraint("name", name="uq_name"))
#+ Write "uq_name"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_name", "account", type_="unique")

#= a column in a batch that nothing resembles
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("birthday", nullable=True)
#                             ^^^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))

#= silent for a table older than the history
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("legacy", sa.Column("age", sa.Integer()))

#= silent behind SQL of unknown effect
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN age integer")
    op.drop_column("account", "age")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
