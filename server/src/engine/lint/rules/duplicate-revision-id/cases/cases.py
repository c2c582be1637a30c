#= a copy of the first revision
revision = "aaaa11112222"
#          ^^^^^^^^^^^^^^ error duplicate-revision-id
down_revision = None
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a copy with its docstring gets an id of its own
"""m

Revision ID: aaaa11112222
Revises: 
"""
revision = "aaaa11112222"
#          ^^^^^^^^^^^^^^ error duplicate-revision-id
down_revision = None
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Give this revision an id of its own
"""m

Revision ID: 33ee932f04ee
Revises: 
"""
revision = "33ee932f04ee"
down_revision = None

#= two ids
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= the same id as a parent is no second declaration
revision = "cccc11112222"
down_revision = ("aaaa11112222", "bbbb11112222")
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
