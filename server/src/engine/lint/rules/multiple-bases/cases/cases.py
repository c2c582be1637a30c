#= a second beginning
revision = "bbbb11112222"
down_revision = None
#               ^^^^ warning multiple-bases
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Set down_revision to aaaa11112222
revision = "bbbb11112222"
down_revision = "aaaa11112222"

#= a label of its own
revision = "bbbb11112222"
down_revision = None
branch_labels = ("reports",)
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a folder of its own
revision = "bbbb11112222"
down_revision = None
#- reports/a.py
revision = "aaaa11112222"
down_revision = None

#= it depends on the other
revision = "bbbb11112222"
down_revision = None
depends_on = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= the label reaches the head only
revision = "bbbb11112222"
down_revision = None
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "bbbb11112222"
branch_labels = ("reports",)
