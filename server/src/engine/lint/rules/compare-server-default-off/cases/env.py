#= a finding
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata)
#   ^^^^^^^^^^^^^^^^^ hint compare-server-default-off
#+ Add compare_server_default=True
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata, compare_server_default=True)

#= none here
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata, compare_server_default=True)

#= offline, and options from elsewhere
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(url=url, literal_binds=True)
    context.configure(connection=connection, **options)
