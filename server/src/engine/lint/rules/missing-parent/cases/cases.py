#= the beginning of an id, which Alembic takes on the command line only
revision = "cccc11112222"
down_revision = "aaaa1111"
#               ^^^^^^^^^^ error missing-parent
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Re-point down_revision to aaaa11112222
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= a slip of the finger, docstring included
"""add b

Revision ID: cccc11112222
Revises: aaaa11113222

"""
revision = "cccc11112222"
down_revision = 'aaaa11113222'
#               ^^^^^^^^^^^^^^ error missing-parent
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Re-point down_revision to aaaa11112222
"""add b

Revision ID: cccc11112222
Revises: aaaa11112222

"""
revision = "cccc11112222"
down_revision = 'aaaa11112222'

#= the name of a file
revision = "cccc11112222"
down_revision = "0001_first"
#               ^^^^^^^^^^^^ error missing-parent
#- versions/0001_first.py
revision = "aaaa11112222"
down_revision = None
#+ Re-point down_revision to aaaa11112222
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= the docstring remembers the parent
"""m

Revises: aaaa11112222
"""
revision = "cccc11112222"
down_revision = "gone"
#               ^^^^^^ error missing-parent
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Re-point down_revision to aaaa11112222
"""m

Revises: aaaa11112222
"""
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= one parent of a merge
revision = "cccc11112222"
down_revision = ("aaaa11112222", "zzzz")
#                                ^^^^^^ error missing-parent
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a branch label is no parent
revision = "cccc11112222"
down_revision = "shop"
#               ^^^^^^ error missing-parent
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
branch_labels = ("shop",)

#= a parent that exists
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= an empty string is another rule
revision = "cccc11112222"
down_revision = ""
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a value known only at run time
import os
revision = "cccc11112222"
down_revision = os.environ["PARENT"]
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
