#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("status", sa.Enum("on", "off", name="status")))
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning enum-not-dropped


def downgrade():
    op.drop_table("account")
#+ Drop the type "status" in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("status", sa.Enum("on", "off", name="status")))


def downgrade():
    op.drop_table("account")
    sa.Enum(name="status").drop(op.get_bind(), checkfirst=True)

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("status", sa.Enum("on", "off", name="status")))


def downgrade():
    op.drop_table("account")
    sa.Enum(name="status").drop(op.get_bind(), checkfirst=True)

#= silent for a type that was there, and for enums without a native type
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("status", sa.Enum("on", "off", name="status")))
    op.create_table("owner", sa.Column("kind", sa.Enum("a", "b", name="kind", native_enum=False)))


def downgrade():
    op.drop_table("owner")
    op.drop_table("account")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    sa.Enum("on", "off", name="status").create(op.get_bind())

#= dropped with SQL: what that does is not known here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("status", sa.Enum("on", "off", name="status")))


def downgrade():
    op.drop_table("account")
    op.execute("DROP TYPE status")

#= silent for a type that is made only where it is missing
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a2"
down_revision = "a1"


def upgrade():
    sa.Enum("sad", "glad", name="mood").create(op.get_bind(), checkfirst=True)
    postgresql.ENUM("low", "high", name="level").create(op.get_bind())
    op.add_column("account", sa.Column("mood", sa.Text()))


def downgrade():
    op.drop_column("account", "mood")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))
