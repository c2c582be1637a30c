#= readers wait
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("REFRESH MATERIALIZED VIEW ranking")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info matview-refresh

#= concurrently
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY ranking")

#= a view of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE MATERIALIZED VIEW ranking AS SELECT 1 AS a WITH NO DATA")
    op.execute("REFRESH MATERIALIZED VIEW ranking")
