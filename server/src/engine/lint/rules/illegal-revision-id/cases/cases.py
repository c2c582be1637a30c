#= dashes
"""m

Revision ID: 2026-03-first
Revises: 
"""
revision = "2026-03-first"
#          ^^^^^^^^^^^^^^^ error illegal-revision-id
down_revision = None
#+ Rename the revision to 2026_03_first, also in its children
"""m

Revision ID: 2026_03_first
Revises: 
"""
revision = "2026_03_first"
down_revision = None

#= an empty parent
revision = "aaaa11112222"
down_revision = ""
#               ^^ error illegal-revision-id
#+ Write None
revision = "aaaa11112222"
down_revision = None

#= a number
revision = 12
#          ^^ error illegal-revision-id
down_revision = None

#= letters, digits and underscores
revision = "A_1"
down_revision = None
