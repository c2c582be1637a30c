"""Every model, so that importing this module is enough to know every table."""

from src.models.profile import Profile
from src.models.user import User

__all__ = ["Profile", "User"]
