"""What a user tells of themselves."""

from uuid import UUID

from sqlmodel import Field

from src.models.base import BaseModel


class Profile(BaseModel, table=True):
    __tablename__ = "profiles"

    user_id: UUID = Field(foreign_key="users.id", unique=True)
    headline: str = Field(max_length=200)
