#= a finding
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata)
#   ^^^^^^^^^^^^^^^^^ info sqlite-without-render-as-batch
#+ Add render_as_batch=True
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata, render_as_batch=True)

#= none here
from alembic import context

def run(connection, url, target_metadata, options):
    context.configure(connection=connection, target_metadata=target_metadata, render_as_batch=True)
