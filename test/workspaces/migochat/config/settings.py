"""Settings of the assistant, from the environment where it has them."""

import os
from dataclasses import dataclass, field


@dataclass
class Settings:
    DATABASE_URL: str = field(
        default_factory=lambda: os.environ.get("DATABASE_URL", "sqlite:///database/bww_assistant.db")
    )


settings = Settings()
