#= a table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE IF EXISTS account CASCADE")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-cascade

#= a type, whose columns go
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TYPE mood CASCADE")
    #           ^^^^^^^^^^^^^^^^^^^^^^ warning drop-cascade

#= a column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account DROP COLUMN name CASCADE")
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-cascade

#= a constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account DROP CONSTRAINT account_pkey CASCADE")
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-cascade

#= what a failed attempt left behind
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE IF EXISTS note CASCADE")
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer()))

#= without CASCADE
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE account")
    op.execute("ALTER TABLE note DROP COLUMN name RESTRICT")

#= a foreign key that cascades is something else
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE note ADD FOREIGN KEY (a) REFERENCES account ON DELETE CASCADE")

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Integer()))
    op.execute("DROP TABLE note CASCADE")

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.execute("DROP TABLE account CASCADE")
