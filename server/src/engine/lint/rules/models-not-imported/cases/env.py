#= a finding
from alembic import context
from app.base import Base
#<- warning models-not-imported

target_metadata = Base.metadata
#- app/base.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass

#= none here
from alembic import context
from app.base import Base
import app.models

target_metadata = Base.metadata
#- app/base.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
#- app/models.py
from app.base import Base

#= the module has the tables itself
from app.base import Base

target_metadata = Base.metadata
#- app/base.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"

#= the module with the models is imported
from alembic import context
from app.db.base import Base
#<- warning models-not-imported

target_metadata = Base.metadata
#- app/db/base.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
#- app/models.py
from sqlalchemy import Table
from .db.base import Base


class Account(Base):
    __tablename__ = "account"
#+ Import app.models
from alembic import context
from app.db.base import Base
import app.models  # noqa: F401

target_metadata = Base.metadata
