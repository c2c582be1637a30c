#= a finding
from alembic import context
from sqlalchemy import MetaData

metadata = MetaData()
target_metadata = metadata
#                 ^^^^^^^^ hint no-naming-convention
#+ Add the usual naming convention
from alembic import context
from sqlalchemy import MetaData

metadata = MetaData()
target_metadata = metadata
target_metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#= none here
from alembic import context
from sqlalchemy import MetaData

target_metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})

#= metadata from a module that cannot be read
from somewhere import Base

target_metadata = Base.metadata
