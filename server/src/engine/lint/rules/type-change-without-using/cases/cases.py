#= text to integer
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.String(10), type_=sa.Integer())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using
#+ Add postgresql_using='rank::INTEGER'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.String(10), type_=sa.Integer(), postgresql_using="rank::INTEGER")

#= the old type comes from the history
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", type_=sa.Uuid())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using

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
#+ Add postgresql_using='name::UUID'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", type_=sa.Uuid(), postgresql_using="name::UUID")

#= text to an enum
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "kind", existing_type=sa.Text(), type_=sa.Enum("a", "b", name="kind"))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using
#+ Add postgresql_using='kind::kind'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "kind", existing_type=sa.Text(), type_=sa.Enum("a", "b", name="kind"), postgresql_using="kind::kind")

#= one enum to another
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "kind", existing_type=sa.Enum("a", name="k1"), type_=sa.Enum("a", "b", name="k2"))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using
#+ Add postgresql_using='kind::text::k2'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "kind", existing_type=sa.Enum("a", name="k1"), type_=sa.Enum("a", "b", name="k2"), postgresql_using="kind::text::k2")

#= integer to boolean, and its default
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "flag", existing_type=sa.Integer(), type_=sa.Boolean())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using

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
        sa.Column("flag", sa.Integer(), server_default="0"),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
#+ Add postgresql_using='flag::BOOLEAN'
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "flag", existing_type=sa.Integer(), type_=sa.Boolean(), postgresql_using="flag::BOOLEAN")

#= integer to timestamp has no plain cast
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "seen", existing_type=sa.Integer(), type_=sa.DateTime())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using

#= in downgrade() too
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.Integer(), type_=sa.String(10))


def downgrade():
    op.alter_column("account", "rank", existing_type=sa.String(10), type_=sa.Integer())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using

#= a list from a text
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "tags", existing_type=sa.Text(), type_=postgresql.ARRAY(sa.Text()))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using

#= with USING
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.Text(), type_=sa.Integer(), postgresql_using="rank::integer")

#= casts that PostgreSQL applies by itself
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.alter_column("t", "b", existing_type=sa.Integer(), type_=sa.Text())
    op.alter_column("t", "c", existing_type=sa.DateTime(), type_=sa.Date())
    op.alter_column("t", "d", existing_type=sa.DateTime(), type_=sa.DateTime(timezone=True))
    op.alter_column("t", "e", existing_type=postgresql.JSON(), type_=postgresql.JSONB())
    op.alter_column("t", "f", existing_type=sa.Enum("a", name="k"), type_=sa.String(10))
    op.alter_column("t", "g", existing_type=sa.Float(), type_=sa.Numeric(10, 2))
    op.alter_column("t", "h", existing_type=sa.Text(), type_=postgresql.CITEXT())

#= an enum that is kept as text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "k", existing_type=sa.String(10), type_=sa.Enum("a", name="k", native_enum=False))

#= a type of the project is not guessed about
from alembic import op
import sqlalchemy as sa
from app.types import Money

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "k", existing_type=sa.String(10), type_=Money())

#= the old type is not known
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "k", type_=sa.Integer())

#= history and call disagree
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", existing_type=sa.Integer(), type_=sa.Uuid())

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

#= inside a batch
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", type_=sa.Integer())
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#+ Add postgresql_using='name::INTEGER'
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", type_=sa.Integer(), postgresql_using="name::INTEGER")

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN rank TYPE int")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ error type-change-without-using
    op.execute("ALTER TABLE note ALTER COLUMN rank TYPE int USING rank::int")

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
