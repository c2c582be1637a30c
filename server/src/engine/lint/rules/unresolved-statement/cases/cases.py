#= a finding
from alembic import op
import sqlalchemy as sa
from app.helpers import fill

revision = "a1"
down_revision = None


def upgrade():
    fill(op.get_bind())
#   ^^^^^^^^^^^^^^^^^^^ hint unresolved-statement

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = ''")
