#= a finding
revision = "ae1027a6acf1"
#          ^^^^^^^^^^^^^^ hint filename-mismatch
down_revision = "a1"
#- versions/a1_first.py
revision = "a1"
down_revision = None
#- versions/a2_second.py
revision = "a2"
down_revision = "a1"
#- versions/a3_third.py
revision = "a3"
down_revision = "a1"
#- versions/a4_fourth.py
revision = "a4"
down_revision = "a1"

#= none here
revision = "main"
down_revision = "a1"
#- versions/a1_first.py
revision = "a1"
down_revision = None
#- versions/a2_second.py
revision = "a2"
down_revision = "a1"
#- versions/a3_third.py
revision = "a3"
down_revision = "a1"

#= a project that names its files otherwise
revision = "ae1027a6acf1"
down_revision = "a1"
#- versions/first.py
revision = "a1"
down_revision = None
#- versions/second.py
revision = "a2"
down_revision = "a1"
