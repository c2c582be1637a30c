#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
        op.execute(f"UPDATE account SET slug = '{row.name}' WHERE id = {row.id}")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    update = sa.text("UPDATE account SET slug = :slug WHERE id = :id")
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
        op.execute(update.bindparams(slug=row.name, id=row.id))

#= constants of the file
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    TABLES = ["account", "owner"]
    for name in TABLES:
        op.execute(f"UPDATE {name} SET active = true")
    op.execute("UPDATE %s SET active = true" % "account")

#= the other ways to format
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT name FROM account")).scalars()
    for name in rows:
        op.execute("DELETE FROM a WHERE n = '%s'" % name)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.execute("DELETE FROM a WHERE n = '{}'".format(name))
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.get_bind().execute(sa.text("DELETE FROM a WHERE n = '" + name + "'"))
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
