#= pass: replaced by what undoes upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.add_column("account", sa.Column("name", sa.String(20)))


def downgrade() -> None:
#   ^^^^^^^^^ warning empty-downgrade
    pass
#+ Write downgrade() from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.add_column("account", sa.Column("name", sa.String(20)))


def downgrade() -> None:
    op.drop_column("account", "name")

#= a docstring stays
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_index("ix_account_name", "account", ["name"])


def downgrade() -> None:
#   ^^^^^^^^^ warning empty-downgrade
    """Downgrade schema."""
    pass
#+ Write downgrade() from upgrade()
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_index("ix_account_name", "account", ["name"])


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_account_name", table_name="account")

#= on one line
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.rename_table("account", "customer")


def downgrade(): pass
#   ^^^^^^^^^ warning empty-downgrade
#+ Write downgrade() from upgrade()
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.rename_table("account", "customer")


def downgrade():
    op.rename_table("customer", "account")

#= SQL that defines something counts
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE VIEW v AS SELECT 1")


def downgrade():
#   ^^^^^^^^^ warning empty-downgrade
    ...
#+ Say that it cannot be downgraded (raise NotImplementedError)
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE VIEW v AS SELECT 1")


def downgrade():
    raise NotImplementedError("This revision cannot be downgraded.")

#= silent for a merge
revision = "a1"
down_revision = ("b1", "c1")


def upgrade():
    pass


def downgrade():
    pass

#= silent when upgrade() only moves data
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = upper(name)")


def downgrade():
    pass

#= silent when it raises
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("account")


def downgrade():
    raise NotImplementedError

#= silent when what upgrade() does is not known
from alembic import op
from project import steps

revision = "a1"
down_revision = None


def upgrade():
    steps.run(op)


def downgrade():
    pass

#= silent where only labels are added to an enum type
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE IF NOT EXISTS 'CRASHED'")


def downgrade():
    pass
