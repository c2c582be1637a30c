#= a value is renamed
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority RENAME VALUE 'urgent' TO 'critical'")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info enum-rename-or-recreate

#= the type is made again
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority RENAME TO priority_old")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info enum-rename-or-recreate
    op.execute("CREATE TYPE priority AS ENUM ('low', 'high')")
    op.execute("ALTER TABLE task ALTER COLUMN priority TYPE priority USING priority::text::priority")
    op.execute("DROP TYPE priority_old")

#= a value is added
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority ADD VALUE 'critical'")

#= a type gets another name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE priority RENAME TO urgency")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.execute("ALTER TYPE priority RENAME VALUE 'urgent' TO 'critical'")
