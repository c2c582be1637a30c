#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.get_bind().execute("UPDATE account SET name = 'x'")
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error connection-execute-string
#+ Wrap it in sa.text()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.get_bind().execute(sa.text("UPDATE account SET name = 'x'"))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.get_bind().execute(sa.text("UPDATE account SET name = 'x'"))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = 'x'")

#= through a name, with a format
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    conn = op.get_bind()
    conn.execute(f"DELETE FROM {table_name}")
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error connection-execute-string
    conn.scalar("SELECT 1")
#               ^^^^^^^^^^ error connection-execute-string
    conn.exec_driver_sql("SELECT 1")

#= another object with an execute method
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    cursor = make_cursor()
    cursor.execute("SELECT 1")
