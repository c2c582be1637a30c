#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "nmae")
#                             ^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Write "name"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))

#= a mistyped table
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("acount", sa.Column("age", sa.Integer()))
#                 ^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))
#+ Write "account"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer()))

#= the wrong order
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("owner", sa.Column("age", sa.Integer()))
#                 ^^^^^^^ error schema-op-on-unknown-object
    op.create_table("owner", sa.Column("id", sa.Integer()))

#= a constraint with a similar name
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_nam", "account", type_="unique")
#                      ^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()), sa.UniqueConstraint("name", name="uq_name"))
#+ Write "uq_name"
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_name", "account", type_="unique")

#= a column in a batch that nothing resembles
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("birthday", nullable=True)
#                             ^^^^^^^^^^ error schema-op-on-unknown-object
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))

#= silent for a table older than the history
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("legacy", sa.Column("age", sa.Integer()))

#= silent behind SQL of unknown effect
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN age integer")
    op.drop_column("account", "age")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.Text()))

#= silent for an index of a table that is older than the history
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_feedback_text", "feedback", ["text"])


def downgrade():
    op.drop_index("ix_feedback_text", table_name="feedback")
#- versions/a1.py
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    pass

#= silent in downgrade() behind an upgrade() that stops in the middle
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.get_bind().execute("PRAGMA legacy_alter_table=ON")
    op.add_column("account", sa.Column("uuid", sa.Text()))


def downgrade():
    op.drop_column("account", "uuid")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))

#= a name that op.f cuts is cut the same way where it is dropped
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("document_by_connector_credential_pair", sa.Column("connector_id", sa.Integer()))
    op.create_index(op.f("ix_document_by_connector_credential_pair_pkey__connector_id__credential_id"), "document_by_connector_credential_pair", ["connector_id"])


def downgrade():
    op.drop_index(op.f("ix_document_by_connector_credential_pair_pkey__connector_id__credential_id"), table_name="document_by_connector_credential_pair")
    op.drop_table("document_by_connector_credential_pair")

#= names of the convention that env.py gives to online runs alone
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("fk__code__user_id__user", "code", type_="foreignkey")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("user", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("code", sa.Column("user_id", sa.Integer()), sa.ForeignKeyConstraint(["user_id"], ["user.id"]))
#- env.py
from alembic import context
from sqlalchemy import MetaData

metadata = MetaData(naming_convention={"fk": "fk__%(table_name)s__%(column_0_name)s__%(referred_table_name)s"})


def run_migrations_offline():
    context.configure(url="postgresql://")


def run_migrations_online():
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata)
        with context.begin_transaction():
            context.run_migrations()

#= an index that GeoAlchemy2 made with the column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("idx_area_centroid", table_name="area")
    op.drop_index("idx_owner_name", table_name="owner")
#                 ^^^^^^^^^^^^^^^^ error schema-op-on-unknown-object

#- versions/a1_first.py
import geoalchemy2
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("area", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("centroid", geoalchemy2.Geometry("POINT")))
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))

#= a table older than the history is replaced
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account_limits")
    op.create_table("account_limits", sa.Column("id", sa.Integer(), primary_key=True))
