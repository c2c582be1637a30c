#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "account", "owner", ["owner_id"], ["id"])


def downgrade():
    op.drop_constraint(None, "account", type_="foreignkey")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unnamed-constraint-in-downgrade
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("owner_id", sa.Integer()))
#+ Name it account_owner_id_fkey in both places
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("account_owner_id_fkey", "account", "owner", ["owner_id"], ["id"])


def downgrade():
    op.drop_constraint("account_owner_id_fkey", "account", type_="foreignkey")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("account_owner_id_fkey", "account", "owner", ["owner_id"], ["id"])


def downgrade():
    op.drop_constraint("account_owner_id_fkey", "account", type_="foreignkey")

#= a table that the history does not know
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint(None, ["name"])


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint(None, type_="unique")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unnamed-constraint-in-downgrade
#+ Name it account_name_key in both places
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint("account_name_key", ["name"])


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint("account_name_key", type_="unique")

#= two constraints could be meant: no fix
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_unique_constraint(None, "account", ["a"])
    op.create_unique_constraint(None, "account", ["b"])


def downgrade():
    op.drop_constraint(None, "account", type_="unique")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unnamed-constraint-in-downgrade
    op.drop_constraint(None, "account", type_="unique")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unnamed-constraint-in-downgrade
