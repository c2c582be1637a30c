#= a finding
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
#<- warning mako-missing-branch-labels


def upgrade():
    ${upgrades if upgrades else "pass"}
#+ Add branch_labels and depends_on
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade():
    ${upgrades if upgrades else "pass"}

#= none here
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
