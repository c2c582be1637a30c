#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text(), nullable=False))
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-readds-not-null
#+ Make the column nullable
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text(), nullable=True))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text(), nullable=True))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text(), server_default="", nullable=False))

#= in a batch
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text(), nullable=False))
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-readds-not-null

#= silent in upgrade(), and for a table made just before
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text(), nullable=False))


def downgrade():
    op.create_table("account", sa.Column("id", sa.Integer()))
    op.add_column("account", sa.Column("name", sa.Text(), nullable=False))
