#= a mapped column is dropped
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "nickname")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-column-still-referenced-drop
#- env.py
from shop.models import Base

target_metadata = Base.metadata
#- shop/models.py
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    nickname: Mapped[str | None] = mapped_column(String(80))
#= the written name of a column counts, not the attribute
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "nick")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-column-still-referenced-drop
    op.drop_column("account", "nickname")
#- env.py
import models

target_metadata = models.Base.metadata
#- models.py
class Account(Base):
    __tablename__ = "account"
    nickname = Column("nick", String)
#= a mapped table is dropped, in a module that the models import
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")
#   ^^^^^^^^^^^^^^^^^^^^^^^^ warning add-column-still-referenced-drop
    op.drop_table("account_tag")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-column-still-referenced-drop
#- env.py
from shop import Base

target_metadata = Base.metadata
#- shop.py
from shop_accounts import (  # noqa
    Account,
    account_tag,
)
#- shop_accounts.py
account_tag = Table("account_tag", metadata, Column("account_id", ForeignKey("account.id")))


class Account(SQLModel, table=True):
    id: int = Field(primary_key=True)
#= silent where the model no longer has it, or maps another schema
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "nickname")
    op.drop_column("invoice", "note", schema="billing")
#- env.py
from models import Base

target_metadata = Base.metadata
#- models.py
class Account(Base):
    __tablename__ = "account"
    name = Column(String)


class Invoice(Base):
    __tablename__ = "invoice"
    note = Column(String)
#= silent where a later revision adds the column again
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "nickname")
#- versions/a2.py
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("nickname", sa.Text()))
#- env.py
from models import Base

target_metadata = Base.metadata
#- models.py
class Account(Base):
    __tablename__ = "account"
    nickname = Column(String)
#= silent for a relationship and for a change of type by copy
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "orders")
    op.drop_column("account", "age")
    op.alter_column("account", "age_new", new_column_name="age")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("orders", sa.Text()), sa.Column("age", sa.Text()), sa.Column("age_new", sa.Integer()))
#- env.py
from models import Base

target_metadata = Base.metadata
#- models.py
class Account(Base):
    __tablename__ = "account"
    age = Column(Integer)
    orders = relationship("Order")
