#= both empty
revision = "bbbb11112222"
down_revision = "aaaa11112222"


def upgrade():
#   ^^^^^^^ info empty-revision
    pass


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= docstrings are no content
revision = "bbbb11112222"
down_revision = "aaaa11112222"


def upgrade():
#   ^^^^^^^ info empty-revision
    """Upgrade schema."""


def downgrade():
    ...
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= upgrade does something
revision = "bbbb11112222"
down_revision = "aaaa11112222"


def upgrade():
    op.execute("select 1")


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a merge
revision = "bbbb11112222"
down_revision = ("bbbb22221111", "cccc11112222")


def upgrade():
    pass


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"
#- versions/b.py
revision = "bbbb22221111"
down_revision = "aaaa11112222"

#= a label
revision = "bbbb11112222"
down_revision = "aaaa11112222"
branch_labels = ("web",)


def upgrade():
    pass


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None

#= a branch point
revision = "bbbb11112222"
down_revision = "aaaa11112222"


def upgrade():
    pass


def downgrade():
    pass
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/c.py
revision = "cccc11112222"
down_revision = "bbbb11112222"
#- versions/d.py
revision = "dddd11112222"
down_revision = "bbbb11112222"

#= a baseline
revision = "bbbb11112222"
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
