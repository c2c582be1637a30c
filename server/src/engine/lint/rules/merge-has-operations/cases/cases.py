#= a merge that drops a table
from alembic import op
import sqlalchemy as sa

revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")


def upgrade():
    op.drop_table("old")
#   ^^^^^^^^^^^^^^^^^^^^ info merge-has-operations


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= an empty merge
from alembic import op
import sqlalchemy as sa

revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")


def upgrade():
    pass


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= operations in a plain revision
from alembic import op
import sqlalchemy as sa

revision = "dddd11112222"
down_revision = "bbbb11112222"


def upgrade():
    op.drop_table("old")


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
