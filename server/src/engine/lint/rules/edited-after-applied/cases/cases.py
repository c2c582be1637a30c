#= another body
revision = "aaaa11112222"
#          ^^^^^^^^^^^^^^ warning edited-after-applied
down_revision = None
def upgrade():
    op.drop_table("users")
#- origin/main: versions/main.py
revision = "aaaa11112222"
down_revision = None
def upgrade():
    pass
#+ Take the version of origin/main
revision = "aaaa11112222"
down_revision = None
def upgrade():
    pass

#= blanks at the end of a line
revision = "aaaa11112222"   
down_revision = None
#- origin/main: versions/main.py
revision = "aaaa11112222"
down_revision = None

#= a file that the default branch does not have
revision = "aaaa11112222"
down_revision = None
#- origin/main: versions/other.py
revision = "bbbb11112222"
down_revision = None
