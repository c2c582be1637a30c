#= in a string
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM stale‮ -- sresu")
#                                ^ warning bidirectional-text
#+ Write it as \u202e
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM stale\u202e -- sresu")

#= in a comment
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_table("a")  # keep⁦ this
#                             ^ warning bidirectional-text
#+ Remove the character
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_table("a")  # keep this

#= in a raw string, where an escape would be text
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(r"SELECT ⁧ 1")
#                       ^ warning bidirectional-text
#+ Remove the character
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(r"SELECT  1")

#= letters that are written from right to left are no control characters
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("SELECT 'שלום'")
