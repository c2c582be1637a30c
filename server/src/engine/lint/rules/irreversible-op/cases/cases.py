#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info irreversible-op
#+ Say it in a comment
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    # The data of account.name is gone: this brings back its definition only.
    op.add_column("account", sa.Column("name", sa.Text()))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    # The names are gone: restore them from account_names_2024 if they are needed.
    op.add_column("account", sa.Column("name", sa.Text()))

#= a table
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


def downgrade():
    op.create_table("owner", sa.Column("id", sa.Integer()))
    op.create_table("account", sa.Column("id", sa.Integer()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info irreversible-op

#= silent when downgrade() raises
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


def downgrade():
    raise NotImplementedError("one way")

#= downgrade() puts the rows back
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE person SET affiliation = a.name FROM affiliation a WHERE a.person_id = person.id")
    op.drop_table("affiliation")
    op.drop_column("person", "is_external")


def downgrade():
    op.create_table("affiliation", sa.Column("person_id", sa.Integer()), sa.Column("name", sa.String()))
    op.execute("INSERT INTO affiliation (person_id, name) SELECT id, affiliation FROM person")
    op.add_column("person", sa.Column("is_external", sa.Boolean()))
    person = sa.table("person", sa.column("kind"), sa.column("is_external"))
    op.execute(person.update().values(is_external=person.c.kind == "external"))

#= downgrade() fills another column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("person", "nickname")


def downgrade():
    op.add_column("person", sa.Column("nickname", sa.String()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info irreversible-op
    op.execute("UPDATE person SET kind = 'x'")
