#= a finding
revision = "ae10"
#          ^^^^^^ info ambiguous-short-id
down_revision = None
#- versions/b.py
revision = "ae1027a6acf1"
down_revision = "ae10"

#= none here
revision = "ae1027a6acf1"
down_revision = None

#= two characters
revision = "ab"
#          ^^^^ info ambiguous-short-id
down_revision = None

#= numbers are counted
revision = "01"
down_revision = None
#- versions/b.py
revision = "02"
down_revision = "01"
