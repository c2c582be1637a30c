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

#= an import that nothing uses is removed
from alembic import op
import app.models
#<- warning imports-application-code

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SELECT 1")
#+ Remove the import: nothing uses it
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SELECT 1")

#= a constant and a model become what they are at this point; a column that is added later is left out
from alembic import op
import sqlalchemy as sa
from app.models import Account, SCHEMA
#<- warning imports-application-code

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute(sa.update(Account).where(Account.mail.is_(None)).values(mail=SCHEMA))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(length=80)))
#- app/models.py
from app.settings import SCHEMA
from .accounts import Account
#- app/settings.py
SCHEMA: str = "public"
#- app/accounts.py
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    mail = Column("email", String(80))
    name = Column(String(80))
    orders = relationship("Order")
#+ Copy Account, SCHEMA into the revision, as of this point of the history
from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

class Account(declarative_base()):
    __tablename__ = "account"
    id = sa.Column(sa.Integer(), primary_key=True)
    mail = sa.Column("email", sa.String(length=80))
SCHEMA = "public"

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute(sa.update(Account).where(Account.mail.is_(None)).values(mail=SCHEMA))

#= a model of which only the table is used becomes sa.table()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    from app.models import Account
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning imports-application-code

    op.execute(Account.__table__.update().values(email=None))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(length=80)))
#- app/models.py
class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    email = Column(String(80))
#+ Copy Account into the revision, as of this point of the history
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    account_table = sa.table(
        "account",
        sa.column("id", sa.Integer()),
        sa.column("email", sa.String(length=80)),
    )

    op.execute(account_table.update().values(email=None))

#= no fix for a model that is instantiated, whose defaults would be missing
from alembic import op
from app.models import Account
#<- warning imports-application-code

revision = "a1"
down_revision = None


def upgrade():
    session.add(Account(name="x"))
#- app/models.py
class Account(Base):
    __tablename__ = "account"
    name = Column(String(80), default="y")

#= helpers that are written for revisions
from alembic import op
import sqlalchemy as sa
from app.migrations.utils import table_exists
from app.db.migration_types import GUID
from app.db import migration

revision = "a1"
down_revision = None


def upgrade():
    if not table_exists("account"):
        op.create_table("account", sa.Column("id", GUID(), primary_key=True))

#= models that lie in such a package are models
from alembic import op
import sqlalchemy as sa
from app.migrations.models import Account
#<- warning imports-application-code

revision = "a1"
down_revision = None


def upgrade():
    op.execute(sa.update(Account).values(name="x"))
