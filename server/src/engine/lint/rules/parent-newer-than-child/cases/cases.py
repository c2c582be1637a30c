#= a week later
"""m

Revision ID: bbbb11112222
Create Date: 2026-03-01 10:00:00.123456
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#               ^^^^^^^^^^^^^^ hint parent-newer-than-child
#- versions/a.py
"""m

Revision ID: aaaa11112222
Create Date: 2026-03-09 10:00:00
"""
revision = "aaaa11112222"
down_revision = None

#= with time zones an hour counts
"""m

Revision ID: bbbb11112222
Create Date: 2026-03-01 10:00:00+00:00
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#               ^^^^^^^^^^^^^^ hint parent-newer-than-child
#- versions/a.py
"""m

Revision ID: aaaa11112222
Create Date: 2026-03-01 13:00:00+02:00
"""
revision = "aaaa11112222"
down_revision = None

#= with time zones the later clock is the earlier moment
"""m

Revision ID: bbbb11112222
Create Date: 2026-03-01 10:00:00+00:00
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
"""m

Revision ID: aaaa11112222
Create Date: 2026-03-01 11:00:00+02:00
"""
revision = "aaaa11112222"
down_revision = None

#= local times of two machines
"""m

Revision ID: bbbb11112222
Create Date: 2026-03-01 10:00:00
"""
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
"""m

Revision ID: aaaa11112222
Create Date: 2026-03-02 09:00:00
"""
revision = "aaaa11112222"
down_revision = None

#= no dates
revision = "bbbb11112222"
down_revision = "aaaa11112222"
#- versions/a.py
revision = "aaaa11112222"
down_revision = None
