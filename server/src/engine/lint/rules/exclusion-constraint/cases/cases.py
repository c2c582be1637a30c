#= an existing table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_exclude_constraint("ex_booking", "booking", (sa.column("room"), "="), (sa.column("during"), "&&"))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning exclusion-constraint

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("ex_booking", "booking")


def downgrade():
    op.create_exclude_constraint("ex_booking", "booking", (sa.column("room"), "="))
