#= a finding
from alembic import context

target_metadata = None
#                 ^^^^ warning target-metadata-none
#- app/models.py
class Base:
    pass
#+ Import Base from app.models
from app.models import Base
from alembic import context

target_metadata = Base.metadata

#= none here
from alembic import context
from app.models import Base

target_metadata = Base.metadata

#= assigned later
from alembic import context

target_metadata = None
target_metadata = context.config.attributes["metadata"]
