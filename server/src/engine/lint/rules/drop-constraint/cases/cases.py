#= a check
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("ck_account_age", "account", type_="check")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info drop-constraint

#= a foreign key without a successor
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("fk_a", "account", type_="foreignkey")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info drop-constraint

#= a foreign key that gets ON DELETE CASCADE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("fk_a", "account", type_="foreignkey")
    op.create_foreign_key("fk_a", "account", "owner", ["owner_id"], ["id"], ondelete="CASCADE")

#= a unique constraint that becomes a unique index
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("uq_a", "account", type_="unique")
    op.create_index("ix_a", "account", ["a"], unique=True)

#= the kind is told by the history
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_account_name", "account")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info drop-constraint

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
        sa.UniqueConstraint("name", name="uq_account_name"),
    )

#= another over the same columns stays
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_b", "account", type_="unique")

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
        sa.UniqueConstraint("name", name="uq_a"),
        sa.UniqueConstraint("name", name="uq_b"),
    )

#= SQL makes a new key
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("account_pkey", "account", type_="primary")
    op.execute("ALTER TABLE account ADD COLUMN key SERIAL PRIMARY KEY")

#= an unknown kind is not guessed
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("something", "account")

#= its column goes too
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("fk_a", "account", type_="foreignkey")
    op.drop_column("account", "owner_id")

#= in downgrade() it undoes the upgrade
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_a", "account", ["a"])


def downgrade():
    op.drop_constraint("uq_a", "account", type_="unique")

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note DROP CONSTRAINT rank_size")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^ info drop-constraint

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")
