#= stored
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("total", sa.Integer(), sa.Computed("a + b", persisted=True)))
    #                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stored-generated-column

#= not said, which is stored
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("total", sa.Integer(), sa.Computed("a + b")))
    #                                                         ^^^^^^^^^^^^^^^^^^^^ warning stored-generated-column

#= virtual
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("total", sa.Integer(), sa.Computed("a + b", persisted=False)))

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("note", sa.Column("twice", sa.Integer(), sa.Computed("id * 2")))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN low text GENERATED ALWAYS AS (lower(email)) STORED")
    #                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stored-generated-column
