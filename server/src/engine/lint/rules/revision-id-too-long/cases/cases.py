#= 43 characters
"""m

Revision ID: 20260301_add_the_billing_address_to_account
"""
revision = "20260301_add_the_billing_address_to_account"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error revision-id-too-long
down_revision = None
#+ Shorten the id to 20260301_add_the_billing_address, also in its children
"""m

Revision ID: 20260301_add_the_billing_address
"""
revision = "20260301_add_the_billing_address"
down_revision = None

#= 32 characters
revision = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
down_revision = None

#= a project that widened the column
revision = "20260301_add_the_billing_address_to_account"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None


def upgrade():
    op.alter_column("alembic_version", "version_num", type_=sa.String(64))
