#= a table of older revisions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("invoice")
   #^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table

#= dropping it in downgrade() undoes the upgrade
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("note")

#= a helper table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.drop_table("note")

#= a helper table made by SQL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TEMPORARY TABLE moved AS SELECT id FROM account")
    op.drop_table("moved")

#= a rebuilt copy takes its place
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("account_new", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO account_new SELECT id FROM account")
    op.drop_table("account")
    op.rename_table("account_new", "account")

#= a table that belongs to PostGIS has its own explanation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_table("spatial_ref_sys")

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE visit; DROP TABLE session")
    #           ^^^^^^^^^^^^^^^^ warning drop-table
    #                             ^^^^^^^^^^^^^^^^^^ warning drop-table

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE scratch AS SELECT 1 AS id; DROP TABLE scratch")
    op.execute("DROP VIEW visits")

#= with CASCADE, of which drop-cascade speaks
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DROP TABLE visit CASCADE")

#= IF EXISTS of a table that the history does not have
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("DROP TABLE IF EXISTS visit")
    op.drop_table("session", if_exists=True)

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.create_index("ix_rank", "note", ["rank"])
    op.execute("CREATE MATERIALIZED VIEW ranks AS SELECT DISTINCT rank FROM note")

#= IF EXISTS in SQL text of a table of older revisions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("DROP TABLE IF EXISTS note")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table
    op.execute(sa.text("DROP TABLE IF EXISTS tag, label"))
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table
    op.execute("""
        DROP TABLE IF EXISTS missing;
        DROP TABLE IF EXISTS rating;
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table
        CREATE TABLE rating (id int PRIMARY KEY);
    """)
    op.drop_table("visit", if_exists=True)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning drop-table

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    for name in ("note", "tag", "label", "rating", "visit"):
        op.create_table(name, sa.Column("id", sa.Integer(), primary_key=True))
