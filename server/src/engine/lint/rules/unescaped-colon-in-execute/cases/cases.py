#= JSON with and without a blank
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute("""INSERT INTO t VALUES ('{"a":true, "b": 1}')""")
    #                                        ^^^^^ warning unescaped-colon-in-execute
#+ Escape the colon
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute("""INSERT INTO t VALUES ('{"a"\\:true, "b": 1}')""")
#= a raw string takes one backslash
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute(sa.text(r"UPDATE t SET a = 'x :y'"))
    #                                        ^^ warning unescaped-colon-in-execute
#+ Escape the colon
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute(sa.text(r"UPDATE t SET a = 'x \:y'"))
#= casts, times, binds outside strings, escaped colons and given values are none
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute("UPDATE t SET a = '12:30'::time, b = ':'")
    op.execute("UPDATE t SET a = :value")
    op.execute("UPDATE t SET a = '\\:x'")
    op.execute(sa.text("UPDATE t SET a = ':x'").bindparams(x="y"))
    op.get_bind().exec_driver_sql("UPDATE t SET a = ':x'")
#= a text that is put together is marked as a whole
from alembic import op
import sqlalchemy as sa


def upgrade():
    table = "t"
    op.execute(f"UPDATE {table} SET a = ':x'")
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unescaped-colon-in-execute
#= a word between colons is no bind
from alembic import op


def upgrade():
    op.execute("COMMENT ON TABLE t IS 'see :this: and a:b, 12:30:00'")
