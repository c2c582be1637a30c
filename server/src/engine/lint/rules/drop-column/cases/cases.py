#= a column of an existing table
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "nickname")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("nickname")
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column

#= dropping it in downgrade() undoes the upgrade
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("nickname", sa.Text()))


def downgrade():
    op.drop_column("account", "nickname")

#= a helper column of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("old_name", sa.Text()))
    op.execute("UPDATE account SET old_name = name")
    op.drop_column("account", "old_name")

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_column("note", "id")

#= a rename has its own explanation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("mail", sa.String(200), nullable=True))
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
    )

#= a change of type by copy: another column takes the name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("new_rank", sa.Integer()))
    op.execute("UPDATE account SET new_rank = rank::integer")
    op.drop_column("account", "rank")
    op.alter_column("account", "new_rank", new_column_name="rank")

#= several, one after the other
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    for column in ("a", "b"):
        op.execute("SELECT 1")
    op.drop_column("account", "a")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column
    op.drop_column("account", "b")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column

#= the column comes back with another type, and its values were copied before
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("query", sa.Column("old_schedule", sa.String(10)))
    op.execute("UPDATE query SET old_schedule = schedule")
    op.drop_column("query", "schedule")
    op.add_column("query", sa.Column("schedule", sa.Text(), nullable=False, server_default="{}"))

#= the column comes back empty
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("query", "schedule")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column
    op.add_column("query", sa.Column("schedule", sa.Text(), nullable=False, server_default="{}"))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account DROP COLUMN nickname, DROP COLUMN motto")
    #                               ^^^^^^^^^^^^^^^^^^^^ warning drop-column
    #                                                     ^^^^^^^^^^^^^^^^^ warning drop-column

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.execute("CREATE TABLE scratch (id int, old text); ALTER TABLE scratch DROP COLUMN old")
    op.execute("ALTER TABLE note DROP COLUMN rank")

#= IF EXISTS of a column that the history does not have
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note DROP COLUMN IF EXISTS place")
    op.drop_column("note", "size", if_exists=True)
    op.execute("ALTER TABLE note DROP COLUMN IF EXISTS rank")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-column

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.create_index("ix_rank", "note", ["rank"])
    op.execute("CREATE MATERIALIZED VIEW ranks AS SELECT DISTINCT rank FROM note")

#= a generated column that is made anew
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.drop_column("note", "rank")
    op.add_column("note", sa.Column("rank", sa.Text(), sa.Computed("id::text")))

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.create_index("ix_rank", "note", ["rank"])
    op.execute("CREATE MATERIALIZED VIEW ranks AS SELECT DISTINCT rank FROM note")
