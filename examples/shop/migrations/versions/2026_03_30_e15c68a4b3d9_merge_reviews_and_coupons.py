"""merge reviews and coupons

Revision ID: e15c68a4b3d9
Revises: 5e83a1f7d026, 92bd04ce6f18
Create Date: 2026-03-30 08:59:40.128836

"""
from typing import Sequence, Union

from alembic import op

revision: str = "e15c68a4b3d9"
down_revision: Union[str, Sequence[str], None] = ("5e83a1f7d026", "92bd04ce6f18")
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
