#= a session over a model of the application
from alembic import op
from sqlalchemy.orm import Session
from app.models import Account

revision = "a1"
down_revision = None


def upgrade():
    session = Session(bind=op.get_bind())
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning orm-session-in-migration
    session.query(Account).update({"name": ""})

#= silent for a session that is used as a connection
from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import Session

revision = "a1"
down_revision = None


def upgrade():
    session = Session(bind=op.get_bind())
    session.execute(sa.text("UPDATE account SET name = ''"))

#= silent for classes of the revision itself
from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import Session, declarative_base

revision = "a1"
down_revision = None

Base = declarative_base()


class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)


def upgrade():
    Session(bind=op.get_bind()).query(Account).delete()
    Base.metadata.create_all(op.get_bind())

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

#= the model becomes a class of the revision
from alembic import op
from sqlalchemy.orm import Session
from app.models import Account

revision = "a2"
down_revision = "a1"


def upgrade():
    session = Session(bind=op.get_bind())
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning orm-session-in-migration
    for account in session.query(Account):
        account.name = account.name.strip()
    session.flush()
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#- app/models.py
class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    name = Column(Text)
    nickname = Column(Text)
#+ Copy Account into the revision, as of this point of the history
from alembic import op
from sqlalchemy.orm import Session
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

class Account(declarative_base()):
    __tablename__ = "account"
    id = sa.Column(sa.Integer(), primary_key=True)
    name = sa.Column(sa.Text())

revision = "a2"
down_revision = "a1"


def upgrade():
    session = Session(bind=op.get_bind())
    for account in session.query(Account):
        account.name = account.name.strip()
    session.flush()
