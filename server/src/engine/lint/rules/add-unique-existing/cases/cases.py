#= a constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_account_email", "account", ["email"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing

#= an index
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_account_email", "account", ["email"], unique=True)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing

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

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint("uq_account_email", ["email"])
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing

#= an index that is not unique
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_index("ix_account_email", "account", ["email"])

#= the pairs are removed before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account a USING account b WHERE a.email = b.email AND a.id > b.id")
    op.create_unique_constraint("uq_account_email", "account", ["email"])

#= unique already under another name
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_old", "account", type_="unique")
    op.create_unique_constraint("uq_new", "account", ["email"])

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
        sa.UniqueConstraint("email", name="uq_old"),
    )

#= unique already before the table and the column were renamed
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_old", "account", type_="unique")
    op.rename_table("account", "member")
    op.alter_column("member", "email", new_column_name="mail")
    op.create_unique_constraint("uq_new", "member", ["mail"])

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
        sa.UniqueConstraint("email", name="uq_old"),
    )

#= a key is among the columns
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_account", "account", ["id", "email"])

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

#= a column that is added empty
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("slug", sa.String(40), nullable=True))
    op.create_unique_constraint("uq_account_slug", "account", ["slug"])

#= a column that is added with a value of its own for each row
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
    op.create_unique_constraint("uq_account_key", "account", ["key"])

#= a column that is added with one value for all rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("kind", sa.String(4), server_default="user"))
    op.create_unique_constraint("uq_account_kind", "account", ["kind"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing

#= only some rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_index("ix_a", "account", ["email"], unique=True, postgresql_where=sa.text("active"))

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_unique_constraint("uq_note", "note", ["id"])

#= a table that the same revision makes where it is missing
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("name", sa.Text()), if_not_exists=True)
    with op.batch_alter_table("note") as batch_op:
        batch_op.create_index(batch_op.f("ix_note_name"), ["name"], unique=True, if_not_exists=True)

#= a table that the history has, made once more where it is missing
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("note", sa.Column("name", sa.Text()), if_not_exists=True)
    op.create_index("ix_note_name", "note", ["name"], unique=True)
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("name", sa.Text()))

#= instead of a unique constraint that the history does not know
from alembic import op

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("vt_name_uc", "share_types", type_="unique")
    op.create_unique_constraint("st_name_uc", "share_types", ["name", "deleted"])

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


def downgrade():
    op.create_unique_constraint("uq_account_email", "account", ["email"])

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE UNIQUE INDEX one_email ON account (email)")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-unique-existing
    op.execute("ALTER TABLE post ADD UNIQUE (slug)")
    #                            ^^^^^^^^^^^^^^^^^ warning add-unique-existing

#= repeated rows are deleted before, in the same text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("DELETE FROM account a USING account b WHERE a.email = b.email AND a.id < b.id; CREATE UNIQUE INDEX e ON account (email)")
    op.execute("CREATE UNIQUE INDEX one_slug ON post (slug) WHERE published")

#= a materialized view
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE UNIQUE INDEX one_rank ON ranks (rank)")

#- versions/b1.py
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("rank", sa.Text()))
    op.create_index("ix_rank", "note", ["rank"])
    op.execute("CREATE MATERIALIZED VIEW ranks AS SELECT DISTINCT rank FROM note")
