#= a revision that stands on itself
revision = "aaaa11112222"
down_revision = "aaaa11112222"
#               ^^^^^^^^^^^^^^ error cycle

#= two that stand on each other; the docstring knows better
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
"""
revision = "bbbb11112222"
down_revision = "cccc11112222"
#               ^^^^^^^^^^^^^^ error cycle
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "bbbb11112222"
#+ Re-point down_revision to aaaa11112222, as the docstring says
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"

#= a descendant of a cycle is not on it
revision = "dddd11112222"
down_revision = "cccc11112222"
#- versions/b.py
revision = "bbbb11112222"
down_revision = "cccc11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "bbbb11112222"

#= a plain line
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
