#= a revision and its parent
"""m

Revises: bbbb11112222, aaaa11112222
"""
revision = "cccc11112222"
down_revision = ("bbbb11112222", "aaaa11112222")
#                                ^^^^^^^^^^^^^^ warning merge-of-non-heads
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#+ Drop aaaa11112222 from down_revision
"""m

Revises: bbbb11112222
"""
revision = "cccc11112222"
down_revision = "bbbb11112222"

#= two heads and the base of one
revision = "dddd11112222"
down_revision = ["aaaa11112222", "bbbb11112222", "cccc11112222"]
#                ^^^^^^^^^^^^^^ warning merge-of-non-heads
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#+ Drop aaaa11112222 from down_revision
revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")

#= two heads
revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
