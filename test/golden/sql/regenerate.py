"""Runs the cases beside this file through real Alembic and writes answers.json.

Needs a Python with alembic 1.19, SQLAlchemy 2.0 and psycopg2: `python test/golden/sql/regenerate.py`.
An answer that ends in `!! Type: message` is an error; addresses of Python objects are written as 0x0.
"""
import io
import json
import pathlib
import re
import textwrap
import warnings

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.dialects import mysql, postgresql, sqlite

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
CASES = {}


def case(name, source, **options):
    CASES[name] = (textwrap.dedent(source).strip(), options)


for file in ("cases.py", "batchCases.py", "coreCases.py", "constructCases.py", "placeCases.py", "tableCases.py", "contextCases.py", "queryCases.py", "expressionCases.py", "metadataCases.py", "recursiveCases.py"):
    exec((HERE / file).read_text(), {"case": case})


def run(source, dialect, options):
    buffer = io.StringIO()
    configured = {"literal_binds": True, **options}
    if configured.pop("nc", None):
        configured["target_metadata"] = sa.MetaData(naming_convention=CONVENTION)
    dialect_options = configured.pop("dialect_opts", {"paramstyle": "named"})
    try:
        context = MigrationContext.configure(
            dialect_name=dialect,
            dialect_opts=dialect_options,
            opts={"as_sql": True, "output_buffer": buffer, **configured},
        )
        with Operations.context(context) as op:
            names = {"op": op, "sa": sa, "postgresql": postgresql, "sqlite": sqlite, "mysql": mysql, "ctx": context}
            exec(source, names)
        answer = buffer.getvalue()
    except Exception as error:
        first = (str(error).splitlines() or [""])[0]
        answer = f"{buffer.getvalue()}!! {type(error).__name__}: {first}"
    return re.sub(r"0x[0-9a-f]+", "0x0", answer)


answers = {
    name: {
        "src": source,
        "opts": options,
        "postgresql": run(source, "postgresql", options),
        "sqlite": run(source, "sqlite", options),
    }
    for name, (source, options) in CASES.items()
}
(HERE / "answers.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")
