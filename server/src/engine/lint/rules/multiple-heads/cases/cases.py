#= two heads on one parent
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
"""
revision = "bbbb11112222"
#          ^^^^^^^^^^^^^^ warning multiple-heads
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#+ Rebase: put bbbb11112222 on cccc11112222
"""m

Revision ID: bbbb11112222
Revises: cccc11112222
"""
revision = "bbbb11112222"
down_revision = "cccc11112222"

#= a base of its own
revision = "bbbb11112222"
#          ^^^^^^^^^^^^^^ warning multiple-heads
down_revision = None
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Rebase: put bbbb11112222 on aaaa11112222
revision = "bbbb11112222"
down_revision = "aaaa11112222"

#= three heads: no choice is made
revision = "bbbb11112222"
#          ^^^^^^^^^^^^^^ warning multiple-heads
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/d.py
revision = "dddd11112222"
down_revision = "aaaa11112222"

#= the file that is no head stays silent
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= labelled branches are wanted
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = ("shop",)
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= merged again
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/d.py
revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")

#= a history that does not load has no heads to speak of
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/d.py
revision = "dddd11112222"
down_revision = "gone"
