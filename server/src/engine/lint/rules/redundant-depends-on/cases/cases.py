#= the grandparent
revision = "cccc11112222"
down_revision = "bbbb11112222"
depends_on = "aaaa11112222"
#            ^^^^^^^^^^^^^^ hint redundant-depends-on
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#+ Remove aaaa11112222 from depends_on
revision = "cccc11112222"
down_revision = "bbbb11112222"
depends_on = None

#= the label of an ancestor, beside a real dependency
revision = "cccc11112222"
down_revision = "aaaa11112222"
depends_on = ("shop", "dddd11112222")
#             ^^^^^^ hint redundant-depends-on
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
branch_labels = ("shop",)
#- versions/d.py
revision = "dddd11112222"
down_revision = None
#+ Remove shop from depends_on
revision = "cccc11112222"
down_revision = "aaaa11112222"
depends_on = "dddd11112222"

#= another branch
revision = "cccc11112222"
down_revision = None
depends_on = "bbbb11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
