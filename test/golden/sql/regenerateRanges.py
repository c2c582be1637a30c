"""Runs `alembic upgrade|downgrade A:B --sql` over a small history with branches and merges; writes ranges.json.

Needs a Python with alembic 1.19, SQLAlchemy 2.0 and psycopg2: `python test/golden/sql/regenerateRanges.py`.
"""
import io
import json
import pathlib
import tempfile

from alembic import command
from alembic.config import Config

HERE = pathlib.Path(__file__).parent
HEAD = 'from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\n\n'


def revision(name, down, up, back, depends=None):
    return (
        f'"""{name}"""\n{HEAD}revision = {name!r}\ndown_revision = {down!r}\nbranch_labels = None\n'
        f"depends_on = {depends!r}\n\n\ndef upgrade():\n    {up}\n\n\ndef downgrade():\n    {back}\n"
    )


FILES = {
    "a1.py": revision("a1", None, "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('m', sa.Enum('x', name='mood')))", "op.drop_table('t')"),
    "b2.py": revision("b2", "a1", "op.add_column('t', sa.Column('b', sa.String(5), server_default='50%'))", "op.drop_column('t', 'b')"),
    "c3.py": revision("c3", "b2", "op.create_table('u', sa.Column('m', sa.Enum('x', name='mood')))", "op.drop_table('u')"),
    "d3.py": revision("d3", "b2", "op.execute('UPDATE t SET b = 1')", "pass"),
    "e4.py": revision("e4", ("c3", "d3"), "pass", "pass"),
    "f5.py": revision("f5", "e4", "with op.get_context().autocommit_block():\n        op.create_index('i', 't', ['b'], postgresql_concurrently=True)", "op.drop_index('i', 't')"),
    "x1.py": revision("x1", None, "op.create_table('x', sa.Column('id', sa.Integer))", "op.drop_table('x')"),
    "y2.py": revision("y2", "x1", "op.add_column('x', sa.Column('y', sa.Integer))", "op.drop_column('x', 'y')", "b2"),
}
ENV = """
import json
from alembic import context
context.configure(**{**json.loads(context.get_x_argument(as_dictionary=True)['options']), 'output_buffer': BUFFER[0]})
with context.begin_transaction():
    context.run_migrations()
"""
TEMPLATE = {"literal_binds": True, "dialect_opts": {"paramstyle": "named"}}
CONFIGURATIONS = {
    "template": TEMPLATE,
    "perMigration": {**TEMPLATE, "transaction_per_migration": True},
    "versionTable": {**TEMPLATE, "version_table": "Versions", "version_table_schema": "s", "version_table_pk": False},
    "named": {**TEMPLATE, "version_table": "v", "version_table_schema": "My"},
    "notTransactional": {**TEMPLATE, "transactional_ddl": False},
    "driver": {"literal_binds": True},
}
# Downgrades through a merge are left out: which parent is updated there comes from a set.
RANGES = [
    ("upgrade", "a1"), ("upgrade", "f5"), ("upgrade", "heads"), ("upgrade", "a1:f5"), ("upgrade", "b2:c3"),
    ("upgrade", "c3:e4"), ("upgrade", "x1:y2"), ("upgrade", "y2"), ("upgrade", "base:x1"),
    ("downgrade", "c3:base"), ("downgrade", "b2:a1"), ("downgrade", "f5:e4"), ("downgrade", "x1:base"),
]


def run(folder, direction, target, dialect, options):
    buffer = io.StringIO()
    (folder / "env.py").write_text("import sys\nBUFFER = sys.modules['rangeBuffer'].BUFFER\n" + ENV)
    import sys
    import types
    module = types.ModuleType("rangeBuffer")
    module.BUFFER = [buffer]
    sys.modules["rangeBuffer"] = module
    config = Config(cmd_opts=types.SimpleNamespace(x=[f"options={json.dumps({**options, 'dialect_name': dialect})}"]))
    config.set_main_option("script_location", str(folder))
    getattr(command, direction)(config, target, sql=True)
    return buffer.getvalue()


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "versions").mkdir()
    for file, source in FILES.items():
        (folder / "versions" / file).write_text(source)
    answers = [
        {"direction": direction, "target": target, "dialect": dialect, "configuration": key, "text": run(folder, direction, target, dialect, options)}
        for key, options in CONFIGURATIONS.items()
        for direction, target in (RANGES if key == "template" else RANGES[1:4] + RANGES[9:10])
        for dialect in ("postgresql", "sqlite")
    ]
(HERE / "ranges.json").write_text(json.dumps({"files": FILES, "configurations": CONFIGURATIONS, "answers": answers}, indent=1) + "\n")
