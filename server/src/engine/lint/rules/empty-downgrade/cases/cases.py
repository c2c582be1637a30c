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

#= SQL on a temporary table alone leaves nothing to undo
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TEMPORARY TABLE moved AS SELECT id, name FROM account;
        CREATE INDEX ix_moved ON moved (id);
        UPDATE account SET name = moved.name FROM moved WHERE moved.id = account.id;
        DROP TABLE moved;
        """
    )


def downgrade() -> None:
    pass

#= an unnamed constraint of an older table, whose old name got free
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.drop_constraint("talk_event_id_fkey", "talk", type_="foreignkey")
    op.create_foreign_key(None, "talk", "event", ["event_id"], ["id"], ondelete="CASCADE")
    op.create_foreign_key(None, "talk", "speaker", ["speaker_id"], ["id"])


def downgrade() -> None:
#   ^^^^^^^^^ warning empty-downgrade
    pass
#+ Write downgrade() from upgrade(), with comments where you have to decide
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.drop_constraint("talk_event_id_fkey", "talk", type_="foreignkey")
    op.create_foreign_key(None, "talk", "event", ["event_id"], ["id"], ondelete="CASCADE")
    op.create_foreign_key(None, "talk", "speaker", ["speaker_id"], ["id"])


def downgrade() -> None:
    # Decide how to undo line 11 of upgrade(): the constraint has no name that is known; name it in upgrade().
    op.drop_constraint(op.f("talk_event_id_fkey"), "talk", type_="foreignkey")
    # Decide how to undo line 9 of upgrade(): the definition of constraint talk_event_id_fkey is not in the history.
