#= a shorter string
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= text to a limited string
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.Text(), type_=sa.String(80))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= the history knows better than the call
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "email", existing_type=sa.String(50), type_=sa.String(100))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

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
    )

#= a smaller integer
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.BigInteger(), type_=sa.Integer())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= digits behind the point
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "price", existing_type=sa.Numeric(10, 4), type_=sa.Numeric(10, 2))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= a number to an integer
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "price", existing_type=sa.Float(), type_=sa.Integer())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= a time to a date
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "seen", existing_type=sa.DateTime(), type_=sa.Date())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#= wider types
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.String(80), type_=sa.String(200))
    op.alter_column("t", "b", existing_type=sa.String(80), type_=sa.Text())
    op.alter_column("t", "c", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.alter_column("t", "d", existing_type=sa.Numeric(10, 2), type_=sa.Numeric(12, 2))
    op.alter_column("t", "e", existing_type=sa.Integer(), type_=sa.Numeric(12, 2))
    op.alter_column("t", "f", existing_type=sa.String(), type_=sa.Text())

#= an enum of the application that is kept as text
from alembic import op
import sqlalchemy as sa
from app.models import Kind

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "kind", existing_type=sa.Enum(Kind, native_enum=False), type_=sa.String(50))

#= the values are shortened before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = left(name, 80)")
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80))

#= the author says how
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80), postgresql_using="left(name, 80)")

#= in downgrade() it goes back
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(80), type_=sa.String(200))


def downgrade():
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80))

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN size TYPE int")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning narrowing-type

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
