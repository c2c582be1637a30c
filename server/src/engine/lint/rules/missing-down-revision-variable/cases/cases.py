#= a first revision
revision = "aaaa11112222"
#          ^^^^^^^^^^^^^^ error missing-down-revision-variable
#+ Insert down_revision = None
revision = "aaaa11112222"
down_revision = None

#= one head is there
revision: str = "cccc11112222"
#               ^^^^^^^^^^^^^^ error missing-down-revision-variable
branch_labels = None
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#+ Insert down_revision = "bbbb11112222"
revision: str = "cccc11112222"
down_revision = "bbbb11112222"
branch_labels = None

#= the docstring names the parent
"""m

Revises: aaaa11112222
"""
revision = "cccc11112222"
#          ^^^^^^^^^^^^^^ error missing-down-revision-variable
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#+ Insert down_revision = "aaaa11112222"
"""m

Revises: aaaa11112222
"""
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= two heads: no choice is made
revision = "dddd11112222"
#          ^^^^^^^^^^^^^^ error missing-down-revision-variable
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= None is a value
revision = "aaaa11112222"
down_revision = None
