#= a finding
def upgrade(engine_name):
#   ^^^^^^^ error wrong-signature
    pass


revision = "a1"
down_revision = None
#- env.py
from alembic import context

with context.begin_transaction():
    context.run_migrations()
#+ Write upgrade()
def upgrade():
    pass


revision = "a1"
down_revision = None

#= none here
def upgrade(engine_name):
    pass


revision = "a1"
down_revision = None
#- env.py
from alembic import context

context.run_migrations(engine_name=name)

#= the other way round
def upgrade():
#   ^^^^^^^ error wrong-signature
    pass


revision = "a1"
down_revision = None
#- env.py
from alembic import context

context.run_migrations(engine_name=name)
#+ Write upgrade(engine_name)
def upgrade(engine_name):
    pass


revision = "a1"
down_revision = None

#= no env.py: nothing is known
def upgrade(engine_name):
    pass


revision = "a1"
down_revision = None
