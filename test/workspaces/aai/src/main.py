"""Loads the application, as the team does after every migration."""

from src.core.db import engine
from src.models import Profile, User

app = {"engine": engine, "models": [User, Profile]}
