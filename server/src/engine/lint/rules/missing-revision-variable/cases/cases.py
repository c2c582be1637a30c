#= the docstring has the id
"""m
#<- error missing-revision-variable

Revision ID: aaaa11112222
"""

down_revision = None
#+ Insert revision aaaa11112222
"""m

Revision ID: aaaa11112222
"""

revision = 'aaaa11112222'
down_revision = None

#= a helper module in the folder
def helper():
#<- error missing-revision-variable
    return 1

#= a star import may bring it
from base import *

#= an id
revision = "aaaa11112222"
down_revision = None
