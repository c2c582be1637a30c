#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT id FROM account")).fetchall()
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info get-bind-offline
    for row in rows:
        op.execute(f"UPDATE account SET name = 'x' WHERE id = {row.id}")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = 'x'")

#= none here
from alembic import op
import sqlalchemy as sa
from alembic import context

revision = "a1"
down_revision = None


def upgrade():
    if not context.is_offline_mode():
        rows = op.get_bind().execute(sa.text("SELECT id FROM account")).fetchall()
        print(len(rows))

#= a loop over the result
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id FROM account")):
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info get-bind-offline
        print(row)

#= an inspector
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    bind = op.get_bind()
    tables = sa.inspect(bind).get_table_names()
#            ^^^^^^^^^^^^^^^^ info get-bind-offline
    print(tables)

#= a statement whose result nobody asks for
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.get_bind().execute(sa.text("UPDATE account SET name = 'x'"))
