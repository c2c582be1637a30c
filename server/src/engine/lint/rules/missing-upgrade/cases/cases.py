#= a finding
from alembic import op

revision = "a1"
#          ^^^^ error missing-upgrade
down_revision = None


def downgrade():
    op.drop_table("account")
#+ Add an empty upgrade()
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    pass


def downgrade():
    op.drop_table("account")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))

#= nothing but the head of the file
revision = "a1"
#          ^^^^ error missing-upgrade
down_revision = None
#+ Add an empty upgrade()
revision = "a1"
down_revision = None


def upgrade():
    pass

#= brought by a star import, or assigned
from common import *

revision = "a1"
