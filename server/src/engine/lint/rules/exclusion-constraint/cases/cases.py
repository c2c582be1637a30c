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

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE booking ADD EXCLUDE USING gist (during WITH &&)")
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning exclusion-constraint
