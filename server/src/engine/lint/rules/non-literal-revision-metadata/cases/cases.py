#= a finding
from helpers import previous

revision = "a1"
down_revision = previous(__file__)
#               ^^^^^^^^^^^^^^^^^^ info non-literal-revision-metadata

#= none here
revision = "a1"
down_revision = None
