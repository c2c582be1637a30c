#= added by the operation
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_a", "note", "account", ["a"], ["id"], postgresql_not_valid=True)
    op.execute("ALTER TABLE note VALIDATE CONSTRAINT fk_a")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning validate-same-transaction

#= added by SQL
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE note ADD CONSTRAINT ck_a CHECK (a > 0) NOT VALID")
    op.execute('ALTER TABLE note VALIDATE CONSTRAINT "ck_a"')
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning validate-same-transaction

#= in a block
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE note ADD CONSTRAINT ck_a CHECK (a > 0) NOT VALID")
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE note VALIDATE CONSTRAINT ck_a")

#= committed in between
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE note ADD CONSTRAINT ck_a CHECK (a > 0) NOT VALID")
    op.execute("COMMIT")
    op.execute("ALTER TABLE note VALIDATE CONSTRAINT ck_a")

#= another constraint
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE note ADD CONSTRAINT ck_a CHECK (a > 0) NOT VALID")
    op.execute("ALTER TABLE note VALIDATE CONSTRAINT ck_b")
