#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("account_owner", "account", "owner", ["owner_id"], ["id"])
#                         ^^^^^^^^^^^^^^^ hint naming-convention-violation
#- env.py
from alembic import context
from sqlalchemy import MetaData

target_metadata = MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})


def run_migrations_offline():
    context.configure(url="postgresql://", target_metadata=target_metadata, literal_binds=True)
#+ Name it fk_account_owner_id_owner
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(op.f("fk_account_owner_id_owner"), "account", "owner", ["owner_id"], ["id"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk_account_owner_id_owner", "account", "owner", ["owner_id"], ["id"])
#- env.py
from alembic import context
from sqlalchemy import MetaData

target_metadata = MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})


def run_migrations_offline():
    context.configure(url="postgresql://", target_metadata=target_metadata, literal_binds=True)

#= no convention
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("account_owner", "account", "owner", ["owner_id"], ["id"])
