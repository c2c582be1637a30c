"""Who logs in."""

from typing import Optional

from sqlmodel import Field

from src.models.base import BaseModel


class User(BaseModel, table=True):
    __tablename__ = "users"

    email: str = Field(max_length=320, unique=True)
    is_active: Optional[bool] = None
