#= a finding
from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import Session

revision = "a1"
down_revision = None


def upgrade():
    session = Session(bind=op.get_bind())
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning orm-session-in-migration
    session.execute(sa.text("UPDATE account SET name = ''"))

#= a finding
from alembic import op
import sqlalchemy as sa
from app.models import Base

revision = "a1"
down_revision = None


def upgrade():
    Base.metadata.create_all(op.get_bind())
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning orm-session-in-migration

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    account = sa.table("account", sa.column("name", sa.Text()))
    op.execute(account.update().values(name=""))

#= a class of the same name from elsewhere
from alembic import op
import sqlalchemy as sa
from requests import Session

revision = "a1"
down_revision = None


def upgrade():
    session = Session()
    session.get("https://example.com")
