#= a revision where Alembic does not look
revision = "b2"
#          ^^^^ warning unreachable-version-location
down_revision = "a1"

#= silenced because it is kept on purpose
revision = "b2"  # retort: ignore[unreachable-version-location] replaced by c3, kept for reading
down_revision = "a1"

#= a module that is no revision
revision = "b2"

#= a revision without an id of its own, which Alembic would read from the name of the file
down_revision = None
