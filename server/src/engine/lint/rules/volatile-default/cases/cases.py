#= a key
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default
#+ Add it without the default, set the default, then fill the old rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Uuid(), nullable=True))
    op.alter_column("account", "key", server_default=sa.text("gen_random_uuid()"))
    op.execute("UPDATE account SET key = gen_random_uuid() WHERE key IS NULL")
    op.alter_column("account", "key", existing_type=sa.Uuid(), nullable=False)

#= a nullable one
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default
#+ Add it without the default, set the default, then fill the old rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Uuid()))
    op.alter_column("account", "key", server_default=sa.text("gen_random_uuid()"))
    op.execute("UPDATE account SET key = gen_random_uuid() WHERE key IS NULL")

#= a function of SQLAlchemy
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("key", sa.Text(), server_default=sa.func.uuid_generate_v4()))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default

#= inside an expression
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("number", sa.Text(), server_default=sa.text("'A' || nextval('numbers')")))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default
#+ Add it without the default, set the default, then fill the old rows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("number", sa.Text()))
    op.alter_column("account", "number", server_default=sa.text("'A' || nextval('numbers')"))
    op.execute("UPDATE account SET number = 'A' || nextval('numbers') WHERE number IS NULL")

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
    #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default

#= stable ones and constants
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.DateTime(), server_default=sa.func.now()))
    op.add_column("t", sa.Column("b", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP")))
    op.add_column("t", sa.Column("c", sa.Text(), server_default="random()"))
    op.add_column("t", sa.Column("d", sa.Text(), server_default=sa.text("'nextval(x)'")))

#= a function that nobody here knows
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.Text(), server_default=sa.text("make_slug()")))

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("note", sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "key")


def downgrade():
    op.add_column("account", sa.Column("key", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN token uuid DEFAULT gen_random_uuid()")
    #                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ warning volatile-default

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN made timestamptz DEFAULT now()")
