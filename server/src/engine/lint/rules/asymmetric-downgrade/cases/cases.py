#= a column that stays
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning asymmetric-downgrade
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
#+ Complete downgrade()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.drop_column("account", "name")

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.drop_column("account", "name")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))

#= the inverse is put where the order wants it
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning asymmetric-downgrade
    op.alter_column("account", "id", new_column_name="number")


def downgrade():
    op.alter_column("account", "number", new_column_name="id")
    op.drop_table("owner")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))
#+ Complete downgrade()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("account", sa.Column("name", sa.Text()))
    op.alter_column("account", "id", new_column_name="number")


def downgrade():
    op.alter_column("account", "number", new_column_name="id")
    op.drop_column("account", "name")
    op.drop_table("owner")
#+ Write downgrade() anew from upgrade()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("account", sa.Column("name", sa.Text()))
    op.alter_column("account", "id", new_column_name="number")


def downgrade():
    op.alter_column("account", "number", new_column_name="id", existing_type=sa.Integer())
    op.drop_column("account", "name")
    op.drop_table("owner")

#= a change of nullability that is not taken back
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer()))
    op.alter_column("account", "id", server_default="0")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning asymmetric-downgrade


def downgrade():
    op.drop_column("account", "age")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.BigInteger(), nullable=False))
#+ Complete downgrade()
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer()))
    op.alter_column("account", "id", server_default="0")


def downgrade():
    op.alter_column("account", "id", existing_type=sa.BigInteger(), server_default=None)
    op.drop_column("account", "age")

#= downgrade() removes what it did not make
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("owner")
    op.drop_table("account")
#   ^^^^^^^^^^^^^^^^^^^^^^^^ warning asymmetric-downgrade
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))

#= a column inside a batch
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer()))
        batch_op.add_column(sa.Column("name", sa.Text()))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning asymmetric-downgrade


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("age")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))

#= dropping a column takes its index and foreign key along
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id", name="fk_owner")))
    op.create_index("ix_owner_id", "account", ["owner_id"])


def downgrade():
    op.drop_column("account", "owner_id")
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("owner", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))

#= silent when SQL of unknown effect is run
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))


def downgrade():
    op.execute("ALTER TABLE account DROP COLUMN name")

#= silent for a guard that asks the database
from alembic import op
import sqlalchemy as sa
from sqlalchemy import inspect

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))


def downgrade():
    if inspect(op.get_bind()).has_table("account", schema=unknown_schema()):
        op.drop_column("account", "name")

#= silent when downgrade() raises
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("name", sa.Text()))


def downgrade():
    raise NotImplementedError("one way")
