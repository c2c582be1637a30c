#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error object-already-exists
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))
#+ Delete the operation
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    pass

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer()))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))

#= a column
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("id", sa.Integer()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error object-already-exists
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))

#= an index made by the column
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error object-already-exists
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text(), index=True))

#= if_not_exists, and an object that was dropped in between
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()), if_not_exists=True)
    op.drop_table("owner")
    op.create_table("owner", sa.Column("id", sa.Integer()))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))
    op.create_table("owner", sa.Column("id", sa.Integer()))

#= silent behind SQL of unknown effect
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("DROP TABLE account")
    op.create_table("account", sa.Column("id", sa.Integer()))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))

#= silent behind drop_constraint(None), which was to make room
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("user", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("code", sa.Column("user_id", sa.Integer()), sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_user"))


def downgrade():
    op.drop_constraint(None, "code", type_="foreignkey")
    op.create_foreign_key("fk_user", "code", "user", ["user_id"], ["id"])
