#= the beginning of an id
revision = "cccc11112222"
down_revision = None
depends_on = "aaaa"
#            ^^^^^^ error unknown-depends-on
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Depend on aaaa11112222
revision = "cccc11112222"
down_revision = None
depends_on = "aaaa11112222"

#= one of two names
revision = "cccc11112222"
down_revision = None
depends_on = ["aaaa11112222", "nothing"]
#                             ^^^^^^^^^ error unknown-depends-on
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a branch label
revision = "cccc11112222"
down_revision = None
depends_on = "shop"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
branch_labels = "shop"
