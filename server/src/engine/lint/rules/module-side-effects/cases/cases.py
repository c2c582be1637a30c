#= a finding
from alembic import op

revision = "a1"
down_revision = None

op.execute("UPDATE account SET name = ''")
#<- warning module-side-effects


def upgrade():
    pass

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET name = ''")

#= what prepares the module
"""docstring"""
import logging
import sys
import warnings

warnings.filterwarnings("ignore")
sys.path.append(".")
log = logging.getLogger(__name__)
revision = "a1"
NAMES = []
for name in ("a", "b"):
    NAMES.append(name)
