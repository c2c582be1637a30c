"""Runs Alembic with every connection led to one scratch database, whatever env.py builds.

Started by Retort with the project's interpreter, in a trusted workspace only. RETORT_SCRATCH holds the address as JSON.
A connection that SQLAlchemy opens is led there; one that anything else tries to open is refused and ends the run.
"""

import json
import os
import sys
import threading

SCRATCH = json.loads(os.environ.pop("RETORT_SCRATCH"))
SCRATCH_DIALECT = "sqlite" if "file" in SCRATCH else "postgresql"
HERE = threading.local()


class OtherConnection(BaseException):
    """Not an Exception, so that no `except Exception` of the project can go on after it."""


def refuse(what):
    raise OtherConnection(f"a connection was tried that is not SQLAlchemy's: {what}")


def lead_connections():
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    @event.listens_for(Engine, "do_connect")
    def connect(dialect, _record, arguments, parameters):
        if dialect.name != SCRATCH_DIALECT:
            raise OtherConnection(
                f"env.py connects to {dialect.name}, and the scratch database is {SCRATCH_DIALECT}"
            )
        if dialect.name == "sqlite":
            return connect_to_file(dialect, arguments, parameters)
        arguments.clear()
        kept = {key: parameters[key] for key in ("prepared_statement_cache_size",) if key in parameters}
        parameters.clear()
        parameters.update(kept)
        name = "dbname" if dialect.driver in ("psycopg", "psycopg2", "psycopg_async", "psycopg2cffi") else "database"
        parameters.update(
            host=SCRATCH["host"],
            port=SCRATCH["port"],
            user=SCRATCH["user"],
            password=SCRATCH["password"],
        )
        parameters[name] = SCRATCH["database"]
        HERE.is_led = True
        try:
            return dialect.connect(*arguments, **parameters)
        finally:
            HERE.is_led = False


def connect_to_file(dialect, arguments, parameters):
    """The URL's own parameters are kept: what else SQLAlchemy gives the driver is no address."""
    HERE.is_led = True
    try:
        parameters = {key: value for key, value in parameters.items() if key not in ("database", "uri")}
        return dialect.connect(SCRATCH["file"], **parameters)
    finally:
        HERE.is_led = False


def guard_drivers():
    """The drivers that connect in C, where Python sees no socket."""
    import importlib

    for name in ("psycopg2", "psycopg2._psycopg", "psycopg"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        for target, attribute in ((module, "connect"), (module, "_connect")):
            original = getattr(target, attribute, None)
            if callable(original):
                setattr(target, attribute, guarded(original, name))
        for class_name in ("Connection", "AsyncConnection"):
            connection = getattr(module, class_name, None) if name == "psycopg" else None
            if connection is not None:
                connection.connect = guarded(connection.connect, name)


def guarded(original, name):
    def connect(*arguments, **parameters):
        port = parameters.get("port")
        if not getattr(HERE, "is_led", False) and str(port) != str(SCRATCH.get("port")):
            refuse(f"{name}.connect()")
        return original(*arguments, **parameters)

    return connect


def guard_sockets():
    """Python's own sockets may reach the scratch database and nothing else."""

    scratch_file = os.path.realpath(SCRATCH["file"]) if SCRATCH_DIALECT == "sqlite" else None

    def hook(name, arguments):
        if name == "sqlite3.connect" and scratch_file is not None:
            if os.path.realpath(os.fsdecode(arguments[0])) != scratch_file:
                refuse(f"the SQLite file {os.fsdecode(arguments[0])!r}")
            return
        if name != "socket.connect":
            return
        address = arguments[1]
        if scratch_file is not None:
            refuse(f"a socket to {address!r}")
        if isinstance(address, tuple) and address[1] == SCRATCH["port"] and address[0] in ("127.0.0.1", "::1", SCRATCH["host"]):
            return
        refuse(f"a socket to {address!r}")

    sys.addaudithook(hook)


def main():
    for name in list(os.environ):
        if name.startswith("PG") and name not in ("PGAPPNAME", "PGOPTIONS"):
            del os.environ[name]
    sys.path.insert(0, "")
    lead_connections()
    guard_drivers()
    guard_sockets()
    from alembic.config import main as alembic

    try:
        alembic(argv=sys.argv[1:], prog="alembic")
    except OtherConnection as error:
        print(f"FAILED: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
