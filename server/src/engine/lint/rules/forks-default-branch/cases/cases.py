#= both go on from one revision
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#               ^^^^^^^^^^^^^^ warning forks-default-branch
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- origin/main: versions/d.py
revision = "dddd11112222"
down_revision = "cccc11112222"
#+ Rebase: put bbbb11112222 on dddd11112222 of origin/main
"""m

Revision ID: bbbb11112222
Revises: dddd11112222
"""
revision = "bbbb11112222"
down_revision = "dddd11112222"

#= the other branch did not go on
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/a.py
revision = "aaaa11112222"
down_revision = None

#= only the first revision of the branch forks
revision = "bbbb11112222"
down_revision = "eeee11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/e.py
revision = "eeee11112222"
down_revision = "aaaa11112222"
#- origin/main: versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= a revision that both have under another file name
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/a.py
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/renamed.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
