#= the same columns
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)), sa.Column("email", sa.String(200)), sa.Column("active", sa.Boolean()))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning probable-rename-table
    op.drop_table("account")

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

#= the rows are copied
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)), sa.Column("email", sa.String(200)), sa.Column("active", sa.Boolean()))
    op.execute("INSERT INTO member SELECT * FROM account")
    op.drop_table("account")

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

#= other columns
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(80)), sa.Column("phone", sa.String(20)))
    op.drop_table("account")

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

#= only what every table has
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("b", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()), sa.Column("created_at", sa.DateTime()))
    op.drop_table("a")

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()), sa.Column("created_at", sa.DateTime()))

#= the old table is not known
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(200)))
    op.drop_table("account")

#= the pair in both directions becomes a rename, with its key and index
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(200), nullable=False), sa.Column("phone", sa.String(20)))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning probable-rename-table
    op.create_index("ix_member_email", "member", ["email"])
    op.drop_index("ix_account_email", table_name="account")
    op.drop_table("account")


def downgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(200)), sa.Column("phone", sa.String(20)))
    op.create_index("ix_account_email", "account", ["email"])
    op.drop_index("ix_member_email", table_name="member")
    op.drop_table("member")
#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.String(200)), sa.Column("phone", sa.String(20)))
    op.create_index("ix_account_email", "account", ["email"])
#+ Rename "account" to "member" instead, in both directions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.rename_table("account", "member")
    op.alter_column("member", "email", existing_type=sa.String(length=200), nullable=False)
    op.execute("ALTER TABLE member RENAME CONSTRAINT account_pkey TO member_pkey")
    op.execute("ALTER INDEX ix_account_email RENAME TO ix_member_email")


def downgrade():
    op.rename_table("member", "account")
    op.alter_column("account", "email", existing_type=sa.String(length=200), nullable=True)
    op.execute("ALTER TABLE account RENAME CONSTRAINT member_pkey TO account_pkey")
    op.execute("ALTER INDEX ix_member_email RENAME TO ix_account_email")

#= a column more and one less, an empty downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("email", sa.Text()), sa.Column("phone", sa.Text()), sa.Column("street", sa.Text()), sa.Column("city", sa.Text()), sa.Column("zip", sa.Text()))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning probable-rename-table
    op.drop_table("account")


def downgrade():
    pass
#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("email", sa.Text()), sa.Column("phone", sa.Text()), sa.Column("street", sa.Text()), sa.Column("city", sa.Text()))
#+ Rename "account" to "member" instead, in both directions
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.rename_table("account", "member")
    op.add_column("member", sa.Column("zip", sa.Text()))


def downgrade():
    op.rename_table("member", "account")
    op.drop_column("account", "zip")

#= no fix where the old table is used behind the new one, or a type differs
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("email", sa.Text()), sa.Column("phone", sa.Text()), sa.Column("city", sa.Integer()))
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning probable-rename-table
    op.drop_table("account")
#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("email", sa.Text()), sa.Column("phone", sa.Text()), sa.Column("city", sa.Text()))
