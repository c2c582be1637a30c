#= another parent
"""m

Revision ID: bbbb11112222
Revises: cccc11112222
#        ^^^^^^^^^^^^ warning docstring-mismatch
Create Date: 2026-03-01 10:00:00

"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Rewrite the docstring line
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
Create Date: 2026-03-01 10:00:00

"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"

#= another id
"""m

Revision ID: bbbb11112222
#            ^^^^^^^^^^^^ warning docstring-mismatch
Revises: 
Create Date: 2026-03-01 10:00:00

"""
revision = "aaaa11112222"
down_revision = None
#+ Rewrite the docstring line
"""m

Revision ID: aaaa11112222
Revises: 
Create Date: 2026-03-01 10:00:00

"""
revision = "aaaa11112222"
down_revision = None

#= no parent in the docstring
"""m

Revision ID: bbbb11112222
Revises:
#<- warning docstring-mismatch
Create Date: 2026-03-01 10:00:00

"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#+ Rewrite the docstring line
"""m

Revision ID: bbbb11112222
Revises: aaaa11112222
Create Date: 2026-03-01 10:00:00

"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"

#= the order of a merge does not matter
"""m

Revision ID: dddd11112222
Revises: cccc11112222, bbbb11112222
Create Date: 2026-03-01 10:00:00

"""
revision = "dddd11112222"
down_revision = ("bbbb11112222", "cccc11112222")
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
#- versions/b.py
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/c.py
revision = "cccc11112222"
down_revision = "aaaa11112222"

#= None, as old templates write it
"""m

Revision ID: aaaa11112222
Revises: None
Create Date: 2026-03-01 10:00:00

"""
revision = "aaaa11112222"
down_revision = None

#= a remark
"""m

Revision ID: aaaa11112222
Revises: nothing (this is the first one)
Create Date: 2026-03-01 10:00:00

"""
revision = "aaaa11112222"
down_revision = None

#= a parent known only at run time
"""m

Revision ID: aaaa11112222
Revises: bbbb11112222
Create Date: 2026-03-01 10:00:00

"""
revision = "aaaa11112222"
down_revision = parent()
