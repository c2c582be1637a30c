#= a finding
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
        op.execute(f"UPDATE account SET slug = '{row.name}' WHERE id = {row.id}")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format

#= none here
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    update = sa.text("UPDATE account SET slug = :slug WHERE id = :id")
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
        op.execute(update.bindparams(slug=row.name, id=row.id))

#= constants of the file
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    TABLES = ["account", "owner"]
    for name in TABLES:
        op.execute(f"UPDATE {name} SET active = true")
    op.execute("UPDATE %s SET active = true" % "account")

#= the other ways to format
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT name FROM account")).scalars()
    for name in rows:
        op.execute("DELETE FROM a WHERE n = '%s'" % name)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.execute("DELETE FROM a WHERE n = '{}'".format(name))
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.get_bind().execute(sa.text("DELETE FROM a WHERE n = '" + name + "'"))
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format

#= names and DDL take no parameters
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    bind = op.get_bind()
    for table, index in bind.execute(sa.text("SELECT tablename, indexname FROM pg_indexes")):
        op.execute(f"REINDEX INDEX CONCURRENTLY {index}")
        op.execute(f'DROP INDEX IF EXISTS "{index}"')
        op.execute(sa.text(f"UPDATE {table} SET note = :note WHERE {table}.id = 1").bindparams(note="x"))
        op.execute("INSERT INTO %s (id) SELECT id FROM account" % table)
        op.execute("ALTER TABLE " + table + " ADD COLUMN id BIGINT")
        op.execute("DELETE FROM {} WHERE old".format(table))
        columns = ["a", table]
        op.execute(f"DELETE FROM a WHERE ({', '.join(columns)}) IN (SELECT {', '.join(columns)} FROM b)")

#= members of classes and names in capitals are constants
from alembic import op
import sqlalchemy as sa
from enum import IntEnum
from app.settings import LIMIT

revision = "a1"
down_revision = None


class Kind(IntEnum):
    paper = 1


def upgrade():
    for name in op.get_bind().execute(sa.text("SELECT name FROM kinds")).scalars():
        op.execute(f"UPDATE {name} SET kind = {Kind.paper} WHERE size > {LIMIT}")
        op.execute(f"UPDATE {name} SET hidden = {sa.false().compile(op.get_bind())}")
        cast = f"{name}::text"
        op.execute(f"UPDATE {name} SET label = {cast}")

#= values without quotes and in lists
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
        op.execute("DELETE FROM a WHERE id = %d" % row.id)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.execute("INSERT INTO a (b, c) VALUES (lower('x'), " + str(row.id) + ")")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.execute(f"UPDATE a SET b = 1 WHERE id IN ({row.id})")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format

#= ids and times that Python makes, and what the file says itself, hold no quote
import uuid
from datetime import datetime
from alembic import op
from app.models import BRANDING_ORG

revision = "b2"
down_revision = None

template_ids = ["3e0c", "91d2"]
service_id = "d6aa2c68"
made = uuid.uuid4()
sizes = [("small", 1), ("large", 2)]
rates = [{"name": "a", "text": "it's"}, {"name": "b", "text": "it is"}]


def upgrade():
    op.execute(f"INSERT INTO a (id, at) VALUES ('{uuid.uuid4()}', '{datetime.utcnow()}')")
    op.execute("INSERT INTO a (id) VALUES ('{}')".format(uuid.uuid4()))
    op.execute(f"INSERT INTO a (id) VALUES ('{made}')")
    op.execute("UPDATE a SET kind = '{}', service = '{service}'".format(BRANDING_ORG, service=service_id))
    op.execute("UPDATE a SET service = '%(id)s'" % {"id": service_id})
    op.execute("UPDATE a SET kind = '%s' WHERE id = '%s'" % (BRANDING_ORG, str(service_id)))
    start = datetime(2017, 4, 1).strftime("%Y-%m-%d")
    op.execute("INSERT INTO a (id, at) VALUES ('{}', '{}')".format(str(uuid.uuid4()), start))
    for rate in rates:
        op.execute(f"INSERT INTO a (rate) VALUES ('{rate['name']}')")
    for number, (kind, size) in enumerate(sizes):
        op.execute("INSERT INTO a (kind, size) VALUES ('{}', '{}', '{}')".format(number, kind, size))


def downgrade():
    for template_id in template_ids:
        op.execute("DELETE FROM a WHERE id = '{}'".format(template_id))

#= a name that is also bound to what nobody knows, a text with a quote, and a part of an object
from alembic import op
from app import config, names

revision = "b2"
down_revision = None

name = "plain"
rate = {"name": "a", "text": "it's"}


def upgrade():
    op.execute("DELETE FROM a WHERE id = '{}'".format(config.NUMBER))
    op.execute(f"DELETE FROM a WHERE id = '{names.first}'")
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
    for one in names.all():
        op.execute(f"DELETE FROM a WHERE text = '{rate['text']}'")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
        op.execute(f"DELETE FROM a WHERE text = '{rate['name']}'")
    remove(names.second)


def remove(name):
    op.execute(f"DELETE FROM a WHERE name = '{name}'")
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
    op.execute("DELETE FROM a WHERE name = '{0.first}'".format(names))
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info sql-injection-format
