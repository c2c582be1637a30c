#= a new column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("mood", sa.Enum("glad", "sad", name="mood")))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error enum-type-not-created
#+ Create the type before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    sa.Enum("glad", "sad", name="mood").create(op.get_bind(), checkfirst=True)
    op.add_column("account", sa.Column("mood", sa.Enum("glad", "sad", name="mood")))

#= a change of type
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.alter_column("account", "mood", type_=sa.Enum("glad", name="mood"), postgresql_using="mood::mood")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error enum-type-not-created
#+ Create the type before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    sa.Enum("glad", name="mood").create(op.get_bind(), checkfirst=True)
    op.alter_column("account", "mood", type_=sa.Enum("glad", name="mood"), postgresql_using="mood::mood")

#= the class of the dialect
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("mood", postgresql.ENUM("glad", name="mood")))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error enum-type-not-created
#+ Create the type before
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    postgresql.ENUM("glad", name="mood").create(op.get_bind(), checkfirst=True)
    op.add_column("account", sa.Column("mood", postgresql.ENUM("glad", name="mood")))

#= in a list
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("moods", postgresql.ARRAY(sa.Enum("glad", name="mood"))))
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error enum-type-not-created

#= created before
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    mood = sa.Enum("glad", "sad", name="mood")
    mood.create(op.get_bind(), checkfirst=True)
    op.add_column("account", sa.Column("mood", mood))

#= created by create_table of an earlier revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("mood", sa.Enum("glad", name="mood")))

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("person", sa.Column("mood", sa.Enum("glad", name="mood")))

#= created by SQL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('glad')")
    op.add_column("account", sa.Column("mood", sa.Enum("glad", name="mood")))

#= kept as text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("mood", sa.Enum("glad", name="mood", native_enum=False)))

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_column("account", "mood")


def downgrade():
    op.add_column("account", sa.Column("mood", sa.Enum("glad", name="mood")))

#= inside a batch the type is made before it
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("mood", sa.Enum("sad", "glad", name="mood")))
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error enum-type-not-created
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
#+ Create the type before
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    sa.Enum("sad", "glad", name="mood").create(op.get_bind(), checkfirst=True)
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("mood", sa.Enum("sad", "glad", name="mood")))
