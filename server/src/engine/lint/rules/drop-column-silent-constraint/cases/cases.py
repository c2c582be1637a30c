#= a unique constraint over two columns
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("seat", "row")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column-silent-constraint

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Integer()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("row", "number", name="uq_seat_row_number"),
    )
#+ Drop the unique constraint "uq_seat_row_number" before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_seat_row_number", "seat", type_="unique")
    op.drop_column("seat", "row")

#= both columns go
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("seat", "row")
    op.drop_column("seat", "number")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Integer()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("row", "number", name="uq_seat_row_number"),
    )

#= it is dropped before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_seat_row_number", "seat", type_="unique")
    op.drop_column("seat", "row")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Integer()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("row", "number", name="uq_seat_row_number"),
    )

#= another takes its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("seat", "row")
    op.create_unique_constraint("uq_seat_number", "seat", ["number"])

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Integer()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("row", "number", name="uq_seat_row_number"),
    )

#= a constraint over this column alone
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "email")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.UniqueConstraint("email", name="uq_email"),
    )

#= nothing is known of the table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("seat", "row")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.drop_column("seat", "row")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Integer()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("row", "number", name="uq_seat_row_number"),
    )

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note DROP COLUMN size")
    #                            ^^^^^^^^^^^^^^^^ warning drop-column-silent-constraint

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
