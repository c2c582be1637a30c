#= a word of the command line
revision = "aaaa11112222"
down_revision = None
branch_labels = ("head",)
#                ^^^^^^ error reserved-branch-label
#+ Rename the label to head_branch
revision = "aaaa11112222"
down_revision = None
branch_labels = ("head_branch",)

#= a relative revision
revision = "aaaa11112222"
down_revision = None
branch_labels = 'release-2'
#               ^^^^^^^^^^^ error reserved-branch-label
#+ Rename the label to release_2
revision = "aaaa11112222"
down_revision = None
branch_labels = 'release_2'

#= the signs of branch and range
revision = "aaaa11112222"
down_revision = None
branch_labels = ("a@b", "c:d")
#                ^^^^^ error reserved-branch-label
#                       ^^^^^ error reserved-branch-label

#= a dash between letters works
revision = "aaaa11112222"
down_revision = None
branch_labels = ("web-shop", "heading")
