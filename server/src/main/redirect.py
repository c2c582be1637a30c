"""Runs Alembic with every connection led to one scratch database, whatever env.py builds.

Started by Retort with the project's interpreter, in a trusted workspace only. RETORT_SCRATCH holds the address as JSON.
RETORT_MORE_REVISIONS
names a folder whose revision files belong to the history as well.
A connection that SQLAlchemy opens is led there; one that anything else tries to open is refused and ends the run.

With `--serve` it imports Alembic once and runs one command for each JSON line on stdin, in a copy of itself that ends with
the command: nothing of one is left for the next. What each printed and how it ended is a JSON line on stdout.
"""

import json
import os
import sys
import threading

SCRATCH = {}
SCRATCH_DIALECT = "postgresql"
HERE = threading.local()


def take_address():
    global SCRATCH_DIALECT
    SCRATCH.update(json.loads(os.environ.pop("RETORT_SCRATCH")))
    SCRATCH_DIALECT = "sqlite" if "file" in SCRATCH else "postgresql"


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


def add_revisions(folder):
    from alembic.script import ScriptDirectory

    original = ScriptDirectory.__init__

    def __init__(self, *arguments, **parameters):
        original(self, *arguments, **parameters)
        own = self.version_locations or [os.path.join(str(self.dir), "versions")]
        self.version_locations = [*own, folder]

    ScriptDirectory.__init__ = __init__


def run(words):
    """Runs one command of Alembic, and ends with what it answers."""
    take_address()
    for name in list(os.environ):
        if name.startswith("PG") and name not in ("PGAPPNAME", "PGOPTIONS"):
            del os.environ[name]
    sys.path.insert(0, "")
    lead_connections()
    guard_drivers()
    guard_sockets()
    if "RETORT_MORE_REVISIONS" in os.environ:
        add_revisions(os.environ.pop("RETORT_MORE_REVISIONS"))
    from alembic.config import main as alembic

    try:
        alembic(argv=words, prog="alembic")
    except OtherConnection as error:
        print(f"FAILED: {error}")
        sys.exit(1)


def serve():
    """One command after the other, each in a copy of this process."""
    import signal

    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    load()
    state = {"child": None}
    # An interrupt is for the command that runs.
    signal.signal(signal.SIGINT, lambda *_: state["child"] and os.kill(state["child"], signal.SIGINT))
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"id": request["id"], **in_a_copy(request, state)}
        channel.write(json.dumps(answer) + "\n")
        channel.flush()


def load():
    """What every command imports; the project's own modules are none of it."""
    import importlib

    for name in (
        "alembic.config",
        "alembic.command",
        "alembic.autogenerate",
        "alembic.script",
        "alembic.runtime.environment",
        "alembic.ddl.postgresql",
        "sqlalchemy.dialects.postgresql",
        "sqlalchemy.dialects.sqlite",
        "sqlalchemy.ext.asyncio",
        "psycopg2",
        "psycopg",
        "asyncpg",
        "pg8000",
        "logging.config",
    ):
        try:
            importlib.import_module(name)
        except Exception:
            continue


def in_a_copy(request, state):
    import selectors
    import signal

    pipes = {"stdout": os.pipe(), "stderr": os.pipe()}
    state["child"] = child = os.fork()
    if child == 0:
        be_the_copy(request, pipes)
    kept = {name: [] for name in pipes}
    with selectors.DefaultSelector() as selector:
        for name, (reading, writing) in pipes.items():
            os.close(writing)
            selector.register(reading, selectors.EVENT_READ, name)
        # Whoever asked says nothing before the answer: what can be read here is that it is gone.
        selector.register(0, selectors.EVENT_READ, "asker")
        while len(selector.get_map()) > 1:
            for key, _ in selector.select():
                if key.data == "asker":
                    os.kill(child, signal.SIGKILL)
                    os._exit(1)
                part = os.read(key.fd, 65536)
                if part:
                    kept[key.data].append(part)
                else:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    _, status = os.waitpid(child, 0)
    state["child"] = None
    texts = {name: b"".join(parts).decode("utf-8", "replace") for name, parts in kept.items()}
    return {"code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, **texts}


def be_the_copy(request, pipes):
    """Never returns."""
    import atexit
    import signal
    import traceback

    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(pipes[name][1], number)
            for end in pipes[name]:
                os.close(end)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.update(request["environment"])
        sys.argv[1:] = request["words"]
        run(request["words"])
        code = 0
    except SystemExit as end:
        if isinstance(end.code, int) or end.code is None:
            code = end.code or 0
        else:
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        run(sys.argv[1:])
