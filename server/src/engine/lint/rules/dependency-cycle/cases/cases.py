#= a revision depends on its own child
revision = "aaaa11112222"
down_revision = None
depends_on = "bbbb11112222"
#            ^^^^^^^^^^^^^^ error dependency-cycle
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = None
#+ Remove bbbb11112222 from depends_on
revision = "aaaa11112222"
down_revision = None
depends_on = None

#= a revision that depends on itself
revision = "aaaa11112222"
down_revision = None
depends_on = "aaaa11112222"
#            ^^^^^^^^^^^^^^ error dependency-cycle
#+ Remove aaaa11112222 from depends_on
revision = "aaaa11112222"
down_revision = None
depends_on = None

#= two branches that wait for each other
revision = "aaaa11112222"
down_revision = None
depends_on = ("eeee11112222", "dddd11112222")
#                             ^^^^^^^^^^^^^^ error dependency-cycle
#- versions/d.py
revision = "dddd11112222"
down_revision = None
depends_on = "aaaa11112222"
#- versions/e.py
revision = "eeee11112222"
down_revision = None
#+ Remove dddd11112222 from depends_on
revision = "aaaa11112222"
down_revision = None
depends_on = "eeee11112222"

#= a dependency on another branch
revision = "cccc11112222"
down_revision = None
depends_on = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
