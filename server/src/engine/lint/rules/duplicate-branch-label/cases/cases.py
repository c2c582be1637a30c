#= a label that is taken
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = ("shop",)
#                ^^^^^^ error duplicate-branch-label
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
branch_labels = ("shop",)
#+ Rename the label to shop_2
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = ("shop_2",)

#= the id of a revision
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = "aaaa11112222"
#               ^^^^^^^^^^^^^^ error duplicate-branch-label
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= two labels
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = ("shop", "web")
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
