"""fill the totals of existing orders

Revision ID: f90e2c7b315d
Revises: 64bf1e90a7d5
Create Date: 2026-06-09 11:15:36.729405

"""
from typing import Sequence, Union

from alembic import op

revision: str = "f90e2c7b315d"
down_revision: Union[str, Sequence[str], None] = "64bf1e90a7d5"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.execute(
        """
        UPDATE orders
        SET total_cents = sums.total_cents
        FROM (
            SELECT order_id, sum(quantity * unit_price_cents) AS total_cents
            FROM order_lines
            GROUP BY order_id
        ) AS sums
        WHERE sums.order_id = orders.id AND orders.total_cents = 0
        """
    )


def downgrade() -> None:
    op.execute("UPDATE orders SET total_cents = 0 WHERE total_cents <> 0")
