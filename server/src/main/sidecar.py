"""Answers questions about a project with the project's own Alembic, one JSON line in, one JSON line out.

Started by Retort with the project's interpreter, in a trusted workspace only. It never changes a database: the
requests here are those that Alembic answers offline.
"""

import contextlib
import io
import json
import os
import sys
import traceback


def take_over_stdout():
    """Keeps the real stdout for the protocol; everything that prints goes to stderr from here on."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return channel


HISTORIES = {}


def remember_histories():
    """Loading thousands of revision files takes a second: a history whose files are the same is not loaded again."""
    from alembic.script import ScriptDirectory

    if getattr(ScriptDirectory.from_config, "is_remembering", False):
        return
    original = ScriptDirectory.from_config.__func__

    def from_config(cls, config):
        fresh = original(cls, config)
        key = (os.path.abspath(config.config_file_name or ""), config.config_ini_section)
        state = described(fresh)
        known = HISTORIES.get(key)
        if known is None or known[0] != state:
            HISTORIES[key] = known = (state, fresh)
        return known[1]

    from_config.is_remembering = True
    ScriptDirectory.from_config = classmethod(from_config)


def described(directory):
    """What a history is loaded from: its folders, and every file in them by name, time and size."""
    files = []
    folders = [os.path.abspath(str(folder)) for folder in directory._version_locations]
    for folder in folders:
        for root, _folders, names in os.walk(folder):
            for name in names:
                if name.endswith((".py", ".pyc")) and "__pycache__" not in root:
                    path = os.path.join(root, name)
                    status = os.stat(path)
                    files.append((path, status.st_mtime_ns, status.st_size))
    return (str(directory.dir), tuple(folders), tuple(sorted(files)))


def hello(_request):
    """Which versions this interpreter has."""
    import alembic
    import sqlalchemy

    return {
        "python": ".".join(str(part) for part in sys.version_info[:3]),
        "alembic": alembic.__version__,
        "sqlalchemy": sqlalchemy.__version__,
    }


def offline_sql(request):
    """The text of `alembic upgrade|downgrade RANGE --sql`."""
    from argparse import Namespace

    from alembic import command
    from alembic.config import Config

    remember_histories()
    output = io.StringIO()
    config = Config(
        request["configFile"],
        ini_section=request["section"],
        output_buffer=output,
        cmd_opts=Namespace(x=request.get("x") or None),
    )
    run = {"upgrade": command.upgrade, "downgrade": command.downgrade}[request["direction"]]
    run(config, request["target"], sql=True)
    return {"sql": output.getvalue()}


REQUESTS = {"hello": hello, "offlineSql": offline_sql}


def restored(function, request):
    """Runs one request and puts back what env.py may have changed for the next one."""
    cwd, environ, argv, path = os.getcwd(), dict(os.environ), list(sys.argv), list(sys.path)
    try:
        if request.get("folder"):
            os.chdir(request["folder"])
            sys.path.insert(0, request["folder"])
        return function(request)
    finally:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environ)
        sys.argv[:] = argv
        sys.path[:] = path


def answer(line):
    request = json.loads(line)
    reply = {"id": request.get("id")}
    function = REQUESTS.get(request.get("request"))
    if function is None:
        reply["error"] = "unknown request"
        return reply
    try:
        reply["result"] = restored(function, request)
    except (Exception, SystemExit) as error:  # env.py is arbitrary code and may even call sys.exit().
        text = str(error).strip().splitlines()
        reply["error"] = f"{type(error).__name__}: {text[0] if text else ''}"
        reply["traceback"] = traceback.format_exc()
    return reply


def main():
    channel = take_over_stdout()
    for line in sys.stdin:
        if not line.strip():
            continue
        with contextlib.suppress(BrokenPipeError):
            channel.write(json.dumps(answer(line)) + "\n")
            channel.flush()


if __name__ == "__main__":
    main()
