#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_country_name", "country", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint index-before-bulk-insert
    op.execute("INSERT INTO country SELECT code, name FROM staging")
#+ Create the index behind the rows
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("INSERT INTO country SELECT code, name FROM staging")
    op.create_index("ix_country_name", "country", ["name"])

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("INSERT INTO country SELECT code, name FROM staging")
    op.create_index("ix_country_name", "country", ["name"])

#= bulk_insert
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    country = sa.table("country", sa.column("code"), sa.column("name"))
    op.create_index("ix_country_name", "country", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint index-before-bulk-insert
    op.bulk_insert(country, [{"code": "de", "name": "Germany"}])

#= another table, a unique index
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])
    op.create_index("uq_country_name", "country", ["name"], unique=True)
    op.execute("INSERT INTO country SELECT code, name FROM staging")
