#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_customer_communication_preferences_last_successful_delivery_date", "account", ["name"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error identifier-too-long

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_communication_last_delivery", "account", ["name"])

#= op.f() cuts the name itself
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_index(op.f("ix_customer_communication_preferences_last_successful_delivery_date"), "account", ["name"])

#= a column, counted in bytes
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("größenänderungsänderungsänderungsänderungsänderungsänderung", sa.Text()))
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error identifier-too-long
    op.add_column("account", sa.Column("a" * 63, sa.Text()))
