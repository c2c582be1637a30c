"""remember how an order was paid

Revision ID: b1d7e3f8a250
Revises: 96c4f7d0b2ea
Create Date: 2026-10-26 17:25:48.049327

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "b1d7e3f8a250"
down_revision: Union[str, Sequence[str], None] = "96c4f7d0b2ea"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


payment_method = sa.Enum("card", "ideal", "invoice", name="payment_method")


def upgrade() -> None:
    op.add_column("orders", sa.Column("payment_method", payment_method, nullable=True))


def downgrade() -> None:
    op.drop_column("orders", "payment_method")
    op.execute("DROP TYPE payment_method")
