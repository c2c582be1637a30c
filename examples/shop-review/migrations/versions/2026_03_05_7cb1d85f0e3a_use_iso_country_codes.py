"""use ISO country codes

The import from the old shop wrote UK for the United Kingdom.

Revision ID: 7cb1d85f0e3a
Revises: c40d7be2819f
Create Date: 2026-03-05 09:31:18.402765

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

revision: str = "7cb1d85f0e3a"
down_revision: Union[str, Sequence[str], None] = "c40d7be2819f"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


customers = sa.table("customers", sa.column("country_code", sa.String()))


def upgrade() -> None:
    op.execute(customers.update().where(customers.c.country_code == "UK").values(country_code="GB"))


def downgrade() -> None:
    op.execute(customers.update().where(customers.c.country_code == "GB").values(country_code="UK"))
