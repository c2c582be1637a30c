"""Runs `alembic upgrade|downgrade A:B --sql` over histories of many shapes; writes histories.json.

Needs a Python with alembic 1.19 and SQLAlchemy 2.0: `python test/golden/sql/regenerateHistories.py`.
A range whose text changes with the hash seed (downgrades through a merge) is left out. An answer is what is printed, or
the words of the refusal.
"""
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SEEDS = ["0", "1", "2", "3", "5", "8"]
HEAD = "from alembic import op\nimport sqlalchemy as sa\n\n"
ENV = '''
from sqlalchemy import engine_from_config
from sqlalchemy import pool

from alembic import context

config = context.config
target_metadata = None


def run_migrations_offline() -> None:
    url = config.get_main_option("sqlalchemy.url")
    context.configure(
        url=url,
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )

    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    connectable = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    with connectable.connect() as connection:
        context.configure(
            connection=connection, target_metadata=target_metadata
        )

        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
'''


def step(down=None, up="pass", back="pass", labels=None, depends=None):
    return {"down": down, "up": up, "back": back, "labels": labels, "depends": depends}


def table(name):
    return {
        "up": f"op.create_table({name!r}, sa.Column('id', sa.Integer, primary_key=True))",
        "back": f"op.drop_table({name!r})",
    }


def column(owner, name):
    return {
        "up": f"op.add_column({owner!r}, sa.Column({name!r}, sa.String(20), server_default='x'))",
        "back": f"op.drop_column({owner!r}, {name!r})",
    }


HISTORIES = {
    # A line that branches, with labels on both sides, and comes together again.
    "branch and merge": {
        "1a00": step(**table("users")),
        "2b00": step("1a00", **column("users", "email")),
        "3c00": step("2b00", labels="billing", **table("invoices")),
        "3d00": step("2b00", labels=("shop", "store"), **table("orders")),
        "4e00": step("3c00", **column("invoices", "total")),
        "4f00": step("3d00", up="op.execute('UPDATE orders SET id = id')"),
        "5a00": step(("4e00", "4f00")),
        "6b00": step("5a00", **column("orders", "note")),
    },
    # Two bases, one of which waits for the other.
    "dependency between bases": {
        "a100": step(labels="core", **table("core")),
        "a200": step("a100", **column("core", "kind")),
        "a300": step("a200", **column("core", "size")),
        "b100": step(labels="plugin", depends="a200", **table("plugin")),
        "b200": step("b100", **column("plugin", "kind")),
        "b300": step("b200", depends=("core",), **column("plugin", "core_id")),
    },
    # Three heads that stay apart.
    "three heads": {
        "h100": step(**table("t")),
        "h2aa": step("h100", **column("t", "a")),
        "h2bb": step("h100", labels="bb", **column("t", "b")),
        "h2cc": step("h100", **column("t", "c")),
        "h3bb": step("h2bb", **column("t", "bb")),
    },
    # Merges of merges.
    "lattice": {
        "l100": step(**table("l")),
        "l201": step("l100", **column("l", "a")),
        "l202": step("l100", **column("l", "b")),
        "l203": step("l100", **column("l", "c")),
        "l301": step(("l201", "l202"), **column("l", "d")),
        "l302": step(("l202", "l203"), **column("l", "e")),
        "l400": step(("l301", "l302"), **column("l", "f")),
    },
    # A line whose steps leave the transaction, print nothing, or print text of their own.
    "line": {
        "n001": step(up="op.execute('CREATE SCHEMA own')", back="op.execute('DROP SCHEMA own')"),
        "n002": step("n001", up="op.create_table('t', sa.Column('m', sa.Enum('x', name='mood')), schema='own')", back="op.drop_table('t', schema='own')"),
        "n003": step("n002", up="with op.get_context().autocommit_block():\n        op.execute(\"ALTER TYPE mood ADD VALUE 'y'\")"),
        "n004": step("n003", up="op.create_table('u', sa.Column('m', sa.Enum('x', name='mood')))", back="op.drop_table('u')"),
        "n005": step("n004"),
        "n006": step("n005", up="op.bulk_insert(sa.table('u', sa.column('m', sa.String)), [{'m': 'x'}, {'m': 'y'}])", back="op.execute(sa.table('u').delete())"),
        "n007": step("n006", up="op.create_index('ix', 'u', ['m'], unique=True)", back="op.drop_index('ix', 'u')"),
    },
}
RANGES = {
    "branch and merge": {
        "upgrade": "head heads 2b00 3c00 4f00 5a00 billing@head shop@head store@4f00 base:4e00 1a00:3d00 2b00:5a00 3c00:6b00 3d00:6b00 4e00:6b00 5a00:head 2b00:+1 3c00:+2 1a00:billing@head 4f00:5a00 6b00:6b00 6b00:1a00 zzzz 2b00:zzzz +3 base:+2 4e00:4f00",
        "downgrade": "2b00:base 2b00:1a00 3c00:2b00 4e00:3c00 4e00:2b00 4e00:base 4f00:3d00 4f00:1a00 6b00:5a00 6b00:-1 4e00:-2 4e00:billing@base 4f00:shop@-1 head:5a00 1a00:base 1a00:6b00 3c00:3d00 base",
    },
    "dependency between bases": {
        "upgrade": "heads head a200 b100 b200 core@head plugin@head plugin@+1 a100:heads a200:b100 a300:heads b100:heads b100:b200 b200:b300 a100:a300 base:b100 core@+2 plugin@b200",
        "downgrade": "a300:a200 a300:base a200:a100 b100:base b200:b100 b300:b200 a300:core@base a200:-1",
    },
    "three heads": {
        "upgrade": "heads head h2aa h2bb bb@head h3bb h100:heads h2aa:heads h2bb:heads h2bb:bb@head h100:h3bb h100:h2cc h2aa:h2cc h2 h1",
        "downgrade": "h2aa:h100 h2aa:base h3bb:h100 h3bb:base h3bb:h2bb h2cc:-1 h3bb:bb@-1 heads:base",
    },
    "lattice": {
        "upgrade": "head l301 l302 l201 l100:head l201:head l202:head l203:head l301:head l302:l400 l201:l301 l202:l302 l100:l302 l100:+1 l2",
        "downgrade": "l201:l100 l202:base l203:-1 l400:head",
    },
    "line": {
        "upgrade": "head n001 n002 n003 n004 n002:n003 n003:n004 n002:n006 n005:n007 n001:+3 n004:+1 n00 n006:head base:n005",
        "downgrade": "n007:base n007:n004 n006:n005 n005:n003 n003:n002 n002:base n007:-2 n004:-1 n004:base",
    },
}
SQLITE = {"branch and merge", "dependency between bases", "lattice"}


def source(name, made):
    return (
        f'"""{name}"""\n{HEAD}revision = {name!r}\ndown_revision = {made["down"]!r}\n'
        f'branch_labels = {made["labels"]!r}\ndepends_on = {made["depends"]!r}\n\n\n'
        f'def upgrade():\n    {made["up"]}\n\n\ndef downgrade():\n    {made["back"]}\n'
    )


def ask(home, direction, target, dialect):
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    out = io.StringIO()
    config = Config(output_buffer=out)
    config.set_main_option("script_location", home)
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", dialect + "://")
    try:
        getattr(command, direction)(config, target, sql=True)
    except CommandError as error:
        return {"failed": str(error)}
    return {"text": out.getvalue()}


def answers():
    result = {}
    for name, history in HISTORIES.items():
        with tempfile.TemporaryDirectory() as home:
            os.mkdir(os.path.join(home, "versions"))
            pathlib.Path(home, "env.py").write_text(ENV)
            for revision, made in history.items():
                pathlib.Path(home, "versions", revision + ".py").write_text(source(revision, made))
            result[name] = [
                {"words": f"{direction} {target}", "dialect": dialect, **ask(home, direction, target, dialect)}
                for dialect in (["postgresql", "sqlite"] if name in SQLITE else ["postgresql"])
                for direction, targets in RANGES[name].items()
                for target in targets.split()
            ]
    return result


def main():
    if "--child" in sys.argv:
        import logging

        logging.disable(logging.CRITICAL)
        json.dump(answers(), sys.stdout)
        return
    children = []
    for seed in SEEDS:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, __file__, "--child"], env=env, capture_output=True, text=True, check=True)
        children.append(json.loads(done.stdout))
    histories = [
        {
            "name": name,
            "files": {revision + ".py": source(revision, made) for revision, made in history.items()},
            "answers": [
                answer
                for index, answer in enumerate(children[0][name])
                if all(child[name][index] == answer for child in children)
            ],
        }
        for name, history in HISTORIES.items()
    ]
    (HERE / "histories.json").write_text(json.dumps({"env": ENV, "histories": histories}, indent=1) + "\n")
    for history in histories:
        print(history["name"], len(history["answers"]), "of", len(children[0][history["name"]]))


main()
