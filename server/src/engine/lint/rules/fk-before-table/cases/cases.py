#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))
#                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
#+ Create the table first
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= a constraint of its own
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
#+ Create the table first
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_foreign_key("fk", "account", "owner", ["owner_id"], ["id"])

#= itself, and a table that is older than the history
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("node", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("up", sa.Integer(), sa.ForeignKey("node.id")))
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= a table whose name is mistyped
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owners.id")))
    #                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
#+ Write "owner"
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id")))

#= a table that no revision makes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#= the same in SQL text
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE visit ADD FOREIGN KEY (id) REFERENCES person (id)")
    #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#= a column that the table does not have
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("visit", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.ident")))
    #                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error fk-before-table

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#= a short history may stand on tables that are older
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#= another revision works on a table that is older
from alembic import op
import sqlalchemy as sa

revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#- versions/b2.py
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("legacy", sa.Column("a", sa.Text()))

#= another revision refers to a table that is older
from alembic import op
import sqlalchemy as sa

revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#- versions/b2.py
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("note", sa.Column("by", sa.Integer(), sa.ForeignKey("legacy.id")))

#= something before cannot be read
from alembic import op
import sqlalchemy as sa

revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#- versions/b2.py
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    helper_that_nobody_knows(op)

#= a table of another database schema
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "visit", "users", ["id"], ["id"], referent_schema="auth")

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#= another branch makes it
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))

#- versions/b3.py
from alembic import op
import sqlalchemy as sa

revision = "b3"
down_revision = "a1"


def upgrade():
    op.create_table("person", sa.Column("id", sa.Integer(), primary_key=True))

#= env.py leaves tables out
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk", "visit", "person", ["id"], ["id"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
#- env.py
from alembic import context


def include_object(object, name, type_, reflected, compare_to):
    return name != "person"


with context.begin_transaction():
    context.run_migrations()


#= the batch adds the column it refers to
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("owner") as batch_op:
        batch_op.add_column(sa.Column("code", sa.Integer(), unique=True))
        batch_op.create_foreign_key("fk", "owner", ["id"], ["code"])

#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("place", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
