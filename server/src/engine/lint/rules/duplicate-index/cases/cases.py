#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_account_id", "account", ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info duplicate-index
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
#+ Leave the index out
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    pass

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))

#= a longer index makes a shorter one needless
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_name_age", "account", ["name", "age"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info duplicate-index
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text(), index=True), sa.Column("age", sa.Integer()))

#= the shorter one is dropped, or is another kind
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_name_age", "account", ["name", "age"])
    op.drop_index("ix_account_name", table_name="account")
    op.create_index("ix_name_trgm", "account", ["name"], postgresql_using="gin")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text(), index=True), sa.Column("age", sa.Integer()))

#= the other one is dropped in the same batch
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("asset") as batch_op:
        batch_op.drop_index("ix_dataset_name")
        batch_op.create_index("ix_asset_name", ["name"])

#- versions/a1_first.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("asset", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    op.create_index("ix_dataset_name", "asset", ["name"])

#= in SQL text, of what the history knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE INDEX ix_rank_again ON note (rank)")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info duplicate-index

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()), sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))
    op.create_unique_constraint("rank_size", "note", ["rank", "size"])
    op.execute("CREATE INDEX ix_rank ON note (rank)")

#= IF NOT EXISTS of an index that is there
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE INDEX IF NOT EXISTS ix_rank ON note (rank)")

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.create_index("ix_rank", "note", ["rank"])
    op.execute("CREATE MATERIALIZED VIEW ranks AS SELECT DISTINCT rank FROM note")
