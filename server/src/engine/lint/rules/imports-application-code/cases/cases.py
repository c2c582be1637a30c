#= a finding
from alembic import op
import sqlalchemy as sa
from app.models import Account
#<- warning imports-application-code

revision = "a1"
down_revision = None


def upgrade():
    op.execute(sa.update(Account).values(name="x"))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("name"))
    op.execute(account.update().values(name="x"))

#= models anywhere, also inside the function
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    import mypackage.models
#   ^^^^^^^^^^^^^^^^^^^^^^^ warning imports-application-code
    op.execute("SELECT 1")


def downgrade():
    from mypackage.db.models.account import Account
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning imports-application-code

#= libraries are no application code
from alembic import op
import sqlalchemy as sa
import sqlmodel
from geoalchemy2 import Geometry
from sqlalchemy_utils import types
import uuid

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SELECT 1")
