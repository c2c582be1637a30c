#= a larger integer
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "id", existing_type=sa.Integer(), type_=sa.BigInteger())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#= the old type comes from the history
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "rank", type_=sa.Numeric(10, 2))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

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
        sa.Column("rank", sa.Integer(), nullable=True),
    )

#= a shorter string
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#= a time with its zone
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "seen", existing_type=sa.DateTime(), type_=sa.DateTime(timezone=True))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#= with USING
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.Text(), type_=sa.Integer(), postgresql_using="rank::integer")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#= json to jsonb
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "data", existing_type=sa.JSON(), type_=postgresql.JSONB())
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#= what is refused without USING is not rewritten
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "rank", existing_type=sa.Text(), type_=sa.Integer())

#= stored alike
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.String(80), type_=sa.String(200))
    op.alter_column("t", "b", existing_type=sa.String(80), type_=sa.Text())
    op.alter_column("t", "c", existing_type=sa.Text(), type_=sa.String())
    op.alter_column("t", "d", existing_type=sa.Numeric(10, 2), type_=sa.Numeric(12, 2))
    op.alter_column("t", "e", existing_type=sa.Text(), type_=postgresql.CITEXT())
    op.alter_column("t", "f", existing_type=postgresql.CIDR(), type_=postgresql.INET())

#= an enum of the application that is kept as text
from alembic import op
import sqlalchemy as sa
from app.models import Kind

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "kind", existing_type=sa.Enum(Kind, native_enum=False), type_=sa.String(50))

#= the old type is not known
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("t", "a", type_=sa.BigInteger())

#= a column of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.Integer()))
    op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.BigInteger())

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.alter_column("account", "id", existing_type=sa.Integer(), type_=sa.BigInteger())

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN size TYPE numeric(20)")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning type-change-rewrite

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
