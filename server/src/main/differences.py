"""Runs one command of Alembic and leaves what autogenerate found, as JSON, in the file that RETORT_DIFFERENCES names.

Started by Retort with the project's interpreter, in a trusted workspace only. What Alembic prints and how it ends stay its own.
"""

import json
import os
import sys


def watch_autogenerate(found):
    """Every comparison leaves its context in `found`."""
    from alembic.autogenerate import RevisionContext

    original = RevisionContext.run_autogenerate

    def run(self, rev, migration_context):
        found.append((self, migration_context))
        return original(self, rev, migration_context)

    RevisionContext.run_autogenerate = run


def differences(revision_context, migration_context):
    """One object a difference; what this code does not know is told in Alembic's own words."""
    told = []
    for operations in revision_context.generated_revisions[-1].upgrade_ops_list:
        for entry in operations.as_diffs():
            for part in entry if isinstance(entry, list) else [entry]:
                told.append(described(part, migration_context.dialect))
    return told


def described(part, dialect):
    try:
        return known(part, dialect)
    except Exception:
        return item("changed", "difference", repr(part))


def item(change, kind, name, table=None, before=None, after=None):
    return {"change": change, "kind": kind, "name": name, "partOf": table, "before": before, "after": after}


def qualified(schema, name):
    return f"{schema}.{name}" if schema else str(name)


def type_text(type_, dialect):
    try:
        return type_.compile(dialect=dialect)
    except Exception:
        return repr(type_)


def column_text(column, dialect):
    words = [type_text(column.type, dialect), "NULL" if column.nullable else "NOT NULL"]
    if column.server_default is not None:
        words.append(f"DEFAULT {default_text(column.server_default)}")
    return " ".join(words)


def default_text(default):
    if default is None or default is False:
        return None
    return str(getattr(default, "arg", default))


def columns_text(constraint):
    return "(" + ", ".join(getattr(column, "name", None) or str(column) for column in constraint.columns) + ")"


def foreign_key_text(constraint):
    targets = [element.target_fullname for element in constraint.elements]
    options = [f"ON DELETE {constraint.ondelete}"] if constraint.ondelete else []
    options += [f"ON UPDATE {constraint.onupdate}"] if constraint.onupdate else []
    return " ".join([columns_text(constraint), "->", ", ".join(targets), *options])


def index_text(index):
    expressions = ", ".join(getattr(expression, "name", None) or str(expression) for expression in index.expressions)
    return ("UNIQUE " if index.unique else "") + f"({expressions})"


def known(part, dialect):
    action = part[0]
    verb, _, noun = action.partition("_")
    change = {"add": "added", "remove": "removed", "modify": "changed"}[verb]
    side = "before" if change == "removed" else "after"
    if verb == "modify":
        return modified(noun, part, dialect)
    if noun == "table":
        return item(change, "table", qualified(part[1].schema, part[1].name))
    if noun == "column":
        table = qualified(part[1], part[2])
        return item(change, "column", f"{table}.{part[3].name}", table, **{side: column_text(part[3], dialect)})
    if noun == "table_comment":
        table = part[1]
        return item(change, "comment", qualified(table.schema, table.name), **{side: table.comment})
    subject = part[1]
    table = qualified(subject.table.schema, subject.table.name)
    name = table if subject.name is None else f"{table}.{subject.name}"
    if noun == "index":
        return item(change, "index", name, table, **{side: index_text(subject)})
    if noun == "fk":
        return item(change, "foreign key", name, table, **{side: foreign_key_text(subject)})
    if noun == "constraint":
        kind = type(subject).__name__.replace("Constraint", " constraint").lower()
        return item(change, kind, name, table, **{side: columns_text(subject)})
    raise ValueError(action)


def modified(noun, part, dialect):
    schema, table_name, column, _options, before, after = part[1:7]
    table = qualified(schema, table_name)
    if noun == "type":
        words = [type_text(value, dialect) for value in (before, after)]
    elif noun == "nullable":
        words = ["NULL" if value else "NOT NULL" for value in (before, after)]
    elif noun == "default":
        words = [f"DEFAULT {default_text(value)}" if default_text(value) else "no default" for value in (before, after)]
    else:
        words = [f"{noun} {value}" for value in (before, after)]
    return item("changed", "column", f"{table}.{column}", table, words[0], words[1])


def main():
    path = os.environ.pop("RETORT_DIFFERENCES")
    # `python -m alembic` has the working folder on the path, the program `alembic` has not.
    sys.path[0:1] = [""] if os.environ.pop("RETORT_AS_MODULE", "") else []
    found = []
    watch_autogenerate(found)
    from alembic.config import main as alembic

    sys.argv[0] = "alembic"
    try:
        alembic(argv=sys.argv[1:], prog="alembic")
    finally:
        if found and getattr(found[-1][0], "generated_revisions", None):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(differences(*found[-1]), file)


if __name__ == "__main__":
    main()
