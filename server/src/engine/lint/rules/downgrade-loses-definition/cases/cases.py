#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.Text()))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-loses-definition
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
#+ Write the definition from the history
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(length=50), nullable=True))

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(50)))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))

#= a type that is changed back to another one
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", type_=sa.Text())


def downgrade():
    op.alter_column("account", "name", type_=sa.String(20))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning downgrade-loses-definition
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
#+ Write the definition from the history
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", type_=sa.Text())


def downgrade():
    op.alter_column("account", "name", type_=sa.String(length=50), existing_type=sa.Text())

#= NOT NULL that comes back nullable is deliberate
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(50)))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.String(50), nullable=False))

#= two spellings of one type
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.VARCHAR(length=50)))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("name", sa.String(50)))

#= silent for two ways of writing one default of a boolean
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "active")


def downgrade():
    op.add_column("account", sa.Column("active", sa.Boolean(), server_default=sa.false(), nullable=False))
#- versions/a1.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("active", sa.Boolean(), server_default="0", nullable=False))
