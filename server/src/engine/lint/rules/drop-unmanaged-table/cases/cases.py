#= PostGIS
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("x", sa.Integer()))
    op.drop_table("spatial_ref_sys")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error drop-unmanaged-table
#+ Leave the table alone: remove this line
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("x", sa.Integer()))

#= the only statement
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("celery_taskmeta")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error drop-unmanaged-table
#+ Leave the table alone: remove this line
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    pass

#= the tiger geocoder in its own schema
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("layer", schema="topology")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error drop-unmanaged-table

#= a table of the application that is called like one of them
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("layer")

#= made by an earlier revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_table("apscheduler_jobs")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("apscheduler_jobs", sa.Column("id", sa.String(191), primary_key=True))

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.drop_table("spatial_ref_sys")
