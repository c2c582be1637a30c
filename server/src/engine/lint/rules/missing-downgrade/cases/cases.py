#= no downgrade() at all: undone from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
#   ^^^^^^^ warning missing-downgrade
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_account_id", "account", ["id"])
    op.add_column("account", sa.Column("name", sa.String(20)))
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_account_id", "account", ["id"])
    op.add_column("account", sa.Column("name", sa.String(20)))


def downgrade() -> None:
    op.drop_column("account", "name")
    op.drop_index("ix_account_id", table_name="account")
    op.drop_table("account")
#+ Say that it cannot be downgraded (raise NotImplementedError)
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_account_id", "account", ["id"])
    op.add_column("account", sa.Column("name", sa.String(20)))


def downgrade() -> None:
    raise NotImplementedError("This revision cannot be downgraded.")

#= a dropped column comes back with the definition it has in the history
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    op.drop_column("account", "name")
    op.alter_column("account", "age", nullable=False)
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(length=20), server_default="?", nullable=False),
        sa.Column("age", sa.Integer()),
    )
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")
    op.alter_column("account", "age", nullable=False)


def downgrade():
    op.alter_column("account", "age", existing_type=sa.Integer(), nullable=True)
    # The values of account.name are gone: this brings back the column without them.
    op.add_column("account", sa.Column("name", sa.String(length=20), server_default="?", nullable=False))

#= SQL has no inverse: the author decides
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    op.add_column("account", sa.Column("name", sa.String(20)))
    op.execute("UPDATE account SET label = 'x'")
#+ Write downgrade() from upgrade(), with comments where you have to decide
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20)))
    op.execute("UPDATE account SET label = 'x'")


def downgrade():
    # Decide how to undo line 10 of upgrade(): it changes rows of account.
    op.drop_column("account", "name")

#= rows of a column that upgrade() adds go with the column
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    op.add_column("account", sa.Column("name", sa.String(20)))
    op.execute("UPDATE account SET name = 'x'")
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(20)))
    op.execute("UPDATE account SET name = 'x'")


def downgrade():
    op.drop_column("account", "name")

#= SQL text that says what operations say, and renames, are turned around
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    op.execute("ALTER TABLE account ADD COLUMN name text")
    op.execute("ALTER INDEX ix_a RENAME TO ix_b")
    op.execute("ALTER TABLE account RENAME CONSTRAINT ck_a TO ck_b")
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN name text")
    op.execute("ALTER INDEX ix_a RENAME TO ix_b")
    op.execute("ALTER TABLE account RENAME CONSTRAINT ck_a TO ck_b")


def downgrade():
    op.execute("ALTER TABLE account RENAME CONSTRAINT ck_b TO ck_a")
    op.execute("ALTER INDEX ix_b RENAME TO ix_a")
    op.drop_column("account", "name")

#= silent when downgrade is imported
from alembic import op
from project.migrations import downgrade

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")

#= silent when downgrade is assigned
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


downgrade = None

#= silent under a star import, which may bring it
from project.migrations import *

revision = "a1"
down_revision = None


def upgrade():
    pass

#= silent in a file that is no revision
def upgrade():
    pass

#= silent in a file that cannot be read to its end
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account"


def down

#= suppressed with a reason
from alembic import op

revision = "a1"
down_revision = None


# retort: ignore[missing-downgrade] accounts never come back
def upgrade():
    op.drop_table("account")

#= a type that SQL made is written with its labels first
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a2"
down_revision = "a1"


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    op.alter_column("account", "mood", nullable=False)
#- versions/a1.py
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('sad', 'glad')")
    op.execute("CREATE TABLE account (mood mood)")
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "mood", nullable=False)


def downgrade():
    op.alter_column("account", "mood", existing_type=postgresql.ENUM("sad", "glad", name="mood", create_type=False), nullable=True)

#= an index that is built anew after a failed attempt has nothing before it
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
#   ^^^^^^^ warning missing-downgrade
    with op.get_context().autocommit_block():
        op.drop_index("ix_old", table_name="older", if_exists=True, postgresql_concurrently=True)
        op.create_index("ix_old", "older", ["age"], postgresql_concurrently=True)
#- versions/a1.py
from alembic import op

revision = "a1"
down_revision = "a0"


def upgrade():
    op.execute(f"SELECT {unknown()}")
#+ Write downgrade() from upgrade()
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_old", table_name="older", if_exists=True, postgresql_concurrently=True)
        op.create_index("ix_old", "older", ["age"], postgresql_concurrently=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_old", table_name="older", postgresql_concurrently=True)
