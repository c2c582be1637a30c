#= two rewrites
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "a", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.alter_column("account", "b", existing_type=sa.Integer(), type_=sa.BigInteger())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint multiple-alter-same-table

#= two tables
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "a", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.alter_column("note", "b", existing_type=sa.Integer(), type_=sa.BigInteger())

#= no rewrite
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "a", existing_type=sa.String(10), type_=sa.Text())
    op.alter_column("account", "b", existing_type=sa.String(10), type_=sa.Text())
