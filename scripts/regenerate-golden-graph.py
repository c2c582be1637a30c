"""Writes test/golden/graph/*.json: small generated histories and what real Alembic says about each of them.

    python scripts/regenerate-golden-graph.py [--out DIR] [--first SEED] [--count N] [--dense]
    python scripts/regenerate-golden-graph.py --shapes [--only TEXT] [--out DIR] [--dense]

Run it with a Python that has Alembic and SQLAlchemy. Each history is made from its seed alone. Every question is asked
under several hash seeds, because Alembic keeps children, labels and dependencies in sets: an answer that varies is
written as {"any": [...]}. `--dense` asks many more questions (for a one-time comparison, not for the repository).
`--shapes` does the same for the histories of scripts/graph-shapes.txt.
"""

import argparse
import contextlib
import io
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import warnings

OPTIONS = argparse.ArgumentParser()
OPTIONS.add_argument("--out", default=os.path.join(os.path.dirname(__file__), "..", "test", "golden", "graph"))
OPTIONS.add_argument("--first", type=int, default=1)
OPTIONS.add_argument("--count", type=int, default=54)
OPTIONS.add_argument("--dense", action="store_true")
OPTIONS.add_argument("--shapes", action="store_true")
OPTIONS.add_argument("--only", help="of the shapes, those with this text in their name")
OPTIONS.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
HASH_SEEDS = ["0", "1", "2", "3", "5", "8", "13"]

ENV = '''
from alembic import context
from sqlalchemy import create_engine

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
'''


def make_history(seed):
    """Revision files by name, as text. Shapes: lines, branches, merges, several bases, labels, dependencies, damage."""
    rng = random.Random(seed)
    size = rng.choice([1, 2, 3, 5, 6, 8, 9, 10, 12, 14])
    branching = rng.choice([0.0, 0.2, 0.35])
    merging = rng.choice([0.0, 0.25])
    basing = rng.choice([0.0, 0.15])
    depending = rng.choice([0.0, 0.0, 0.3])
    labelling = rng.choice([0.0, 0.25])
    damage = rng.choice([None] * 30 + ["missing", "cycle", "duplicate", "label", "dependency", "self", "illegal", "none"])
    names = [rng.choice(["", "a", "ab"]) + "%06x" % rng.randrange(1 << 24) for _ in range(size)]
    revisions = []
    tips = []
    labels = iter(["shop", "bill_ing", "core", "ab_long", "misc"])
    known_labels = []
    for number, name in enumerate(names):
        older = [r["revision"] for r in revisions]
        down = []
        if older and rng.random() >= basing:
            if len(tips) > 1 and rng.random() < merging:
                down = rng.sample(tips, rng.choice([2, min(3, len(tips))]))
            elif rng.random() < branching:
                down = [rng.choice(older)]
            else:
                down = [rng.choice(tips)]
        label = []
        if rng.random() < labelling:
            label = [next(labels, None)]
            if label == [None]:
                label = []
            elif rng.random() < 0.15:
                label.append(label[0] + "_too")
        depends = []
        if older and rng.random() < depending:
            pool = [o for o in older if o not in down]
            depends = rng.sample(pool, min(len(pool), rng.choice([1, 1, 2])))
            if known_labels and rng.random() < 0.2:
                depends.append(rng.choice(known_labels))
        known_labels += label
        tips = [t for t in tips if t not in down] + [name]
        revisions.append({"revision": name, "down": down, "labels": label, "depends": depends, "number": number})
    hurt(rng, damage, revisions)
    files = {}
    order = list(revisions)
    rng.shuffle(order)
    for position, revision in enumerate(order):
        style = rng.choice(["%(rev)s_%(slug)s.py", "%(number)02d_%(slug)s.py", "%(rev)s.py"])
        slug = rng.choice(["add_users", "merge", "fix", "no_name"])
        file_name = style % {"rev": revision["revision"].replace("-", "x"), "slug": slug, "number": position}
        while file_name in files:
            file_name = "x" + file_name
        files[file_name] = source_of(rng, revision)
    return files


def hurt(rng, damage, revisions):
    victim = rng.choice(revisions)
    if damage == "missing":
        victim["down"] = victim["down"][1:] + ["0badc0ffee"]
    elif damage == "cycle" and len(revisions) > 2:
        first = rng.choice(revisions[:-1])
        first["down"] = [revisions[-1]["revision"]]
    elif damage == "duplicate" and len(revisions) > 1:
        victim["revision"] = rng.choice([r for r in revisions if r is not victim])["revision"]
        victim["down"] = [d for d in victim["down"] if d != victim["revision"]]
        victim["depends"] = []
    elif damage == "label":
        victim["labels"] = ["twice"]
        rng.choice(revisions)["labels"] = ["twice", "twice"]
    elif damage == "dependency":
        victim["depends"] = ["nothing"]
    elif damage == "self":
        victim["down"] = [victim["revision"]]
    elif damage == "illegal":
        revisions[-1]["revision"] = "a-b:c"
    elif damage == "none":
        victim["down"] = [""]


def read_shapes():
    """Revision files by name for each shape, by the shape's name."""
    shapes = {}
    with open(os.path.join(os.path.dirname(__file__), "graph-shapes.txt"), encoding="utf8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                name, _, text = line.strip().partition(": ")
                shapes[name] = dict(shape_file(number, one) for number, one in enumerate(text.split(";")))
    return shapes


def shape_file(number, text):
    """`c < a b [label] {dependency}` as file name and source."""
    def between(opening, closing):
        nonlocal text
        before, found, rest = text.partition(opening)
        text = before
        return rest[: rest.index(closing)].split() if found else []

    depends = between("{", "}")
    labels = between("[", "]")
    revision, _, parents = (part.strip() for part in text.partition("<"))
    one_or_all = lambda values: None if not values else values[0] if len(values) == 1 else tuple(values)
    lines = ['"""%s"""' % revision, "revision = %r" % revision]
    lines += ["down_revision = %r" % (one_or_all(parents.split()),), "branch_labels = %r" % (one_or_all(labels),)]
    lines += ["depends_on = %r" % (one_or_all(depends),), "", "", "def upgrade():", "    pass", "", ""]
    lines += ["def downgrade():", "    pass", ""]
    return "%02d_%s.py" % (number, revision), "\n".join(lines)


def source_of(rng, revision):
    def written(values):
        if not values:
            return rng.choice(["None", "None", "()", "[]"]) if values is not revision["down"] else "None"
        if len(values) == 1:
            return rng.choice(["%r", "%r", "(%r,)", "[%r]"]) % values[0]
        return rng.choice(["(%s)", "[%s]"]) % ", ".join(map(repr, values))

    message = rng.choice(["add users", "Add users\nand orders", "merge heads", "caf\u00e9", ""])
    lines = ['"""' + message + "\n\nRevision ID: %s\nRevises: %s\nCreate Date: 2026-01-0%d 10:00:00\n\n" % (
        revision["revision"], ", ".join(revision["down"]), 1 + revision["number"] % 9) + '"""']
    lines += ["from alembic import op", "import sqlalchemy as sa", ""]
    typed = rng.random() < 0.3
    for name, values in [("revision", None), ("down_revision", revision["down"]),
                         ("branch_labels", revision["labels"]), ("depends_on", revision["depends"])]:
        if values is None:
            lines.append(("revision: str = %r" if typed else "revision = %r") % revision["revision"])
        elif values or name == "down_revision" or rng.random() < 0.8:
            annotation = ": Union[str, Sequence[str], None]" if typed else ""
            lines.append("%s%s = %s" % (name, annotation, written(values)))
    if typed:
        lines.insert(1, "from typing import Sequence, Union")
    lines += ["", "", "def upgrade():", "    pass", "", "", "def downgrade():", "    pass", ""]
    return "\n".join(lines)


def answers(files, dense, seed):
    """Everything asked of real Alembic about one history. Errors are answers too."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import HeadMaintainer
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    rng = random.Random(seed * 7919)
    home = tempfile.mkdtemp(prefix="history")
    versions = os.path.join(home, "versions")
    os.mkdir(versions)
    for name, text in files.items():
        with open(os.path.join(versions, name), "w", encoding="utf8") as file:
            file.write(text)
    with open(os.path.join(home, "env.py"), "w", encoding="utf8") as file:
        file.write(ENV)

    def config(out=None, database=None):
        made = Config(stdout=out or io.StringIO())
        made.set_main_option("script_location", home)
        made.set_main_option("path_separator", "os")
        made.set_main_option("sqlalchemy.url", "sqlite:///" + (database or ":memory:"))
        return made

    def ask(question):
        try:
            return {"ok": question()}
        except CommandError as error:
            return {"failed": str(error)}
        except Exception as error:
            return {"raised": ("%s: %s" % (type(error).__name__, error)).rstrip(": ")}

    script = ScriptDirectory.from_config(config())
    loads = ask(lambda: script.revision_map._revision_map and None)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ask(lambda: ScriptDirectory.from_config(config()).revision_map.heads)
    said = [str(w.message) for w in caught if w.category is UserWarning]
    result = {"loads": loads, "warnings": [text.replace(home, "HOME") for text in said]}
    if "ok" not in loads:
        return result
    entries = script.revision_map._revision_map
    revisions = list({id(s): s for s in entries.values() if s is not None}.values())
    as_list = lambda value: [value] if isinstance(value, str) else list(value or ())
    result["heads"] = list(script.get_heads())
    result["realHeads"] = list(script.revision_map._real_heads)
    result["bases"] = list(script.get_bases())
    result["realBases"] = list(script.revision_map._real_bases)
    result["revisions"] = {
        s.revision: {
            "down": as_list(s.down_revision), "depends": as_list(s.dependencies),
            "resolved": list(s._resolved_dependencies), "normalized": sorted(s._normalized_resolved_dependencies),
            "next": sorted(s.nextrev), "allNext": sorted(s._all_nextrev), "labels": sorted(s.branch_labels),
            "marks": [s.is_head, s._is_real_head, s.is_base, s._is_real_base, s.is_branch_point,
                      s._is_real_branch_point, s.is_merge_point],
            "doc": s.doc, "file": os.path.basename(s.path),
        }
        for s in revisions if entries.get(s.revision) is s
    }
    result["walk"] = ask(lambda: [s.revision for s in script.walk_revisions()])
    ids = sorted(s.revision for s in revisions)
    labels = sorted({label for s in revisions for label in s.branch_labels})
    few = lambda values, n: rng.sample(values, min(n, len(values)))
    some = ids if dense else few(ids, 4)

    names = ["head", "heads", "base", "", "nope", "head-1", "-1", "+1", "current", "heads@head", "x@head", "@head"]
    for one in some:
        names += [one, one[:3], one[:5], one[:1], one + "@head", one[:4] + "@heads", one + "@base", one + "@" + ids[0]]
    for label in labels:
        names += [label, label[:4], label + "@head", label + "@heads", label + "@base", label + "@" + ids[0][:4], label + "@-1"]
    if not dense:
        names = names[:12] + few(names[12:], 14)
    name_of = lambda found: found if found is None or isinstance(found, str) else found.revision
    result["many"] = {n: ask(lambda: [name_of(s) for s in script.get_revisions(n)]) for n in names}
    result["one"] = {n: ask(lambda: name_of(script.get_revision(n))) for n in names}

    class Recorder(HeadMaintainer):
        """The rows Alembic changes, written down instead of executed."""
        def __init__(self, heads):
            self.heads, self.log = set(heads), []
        def _insert_version(self, version):
            assert version not in self.heads
            self.heads.add(version)
            self.log.append(["insert", version])
        def _delete_version(self, version):
            self.heads.remove(version)
            self.log.append(["delete", version])
        def _update_version(self, from_, to_):
            assert to_ not in self.heads
            self.heads.remove(from_)
            self.heads.add(to_)
            self.log.append(["update", from_, to_])

    def rows(steps, held):
        recorder, log = Recorder(held), []
        for step in steps:
            recorder.log = []
            recorder.update_to_step(step)
            log.append([recorder.log, sorted(recorder.heads)])
        return log

    def plan(steps, held):
        listed = [[s.revision.revision, list(s.from_revisions_no_deps), list(s.to_revisions_no_deps)] for s in steps]
        return {"steps": listed, "rows": ask(lambda: rows(steps, held))}

    real_heads = list(script.revision_map._real_heads)
    held_sets = [[], list(script.revision_map._real_heads)] + [[one] for one in few(ids, 8 if dense else 3)]
    for _ in range(6 if dense else 2):
        chosen = few(ids, rng.choice([1, 2, 3]))
        tips = ask(lambda: sorted(s.revision for s in script.get_all_current(tuple(chosen))))
        held_sets.append(tips["ok"] if rng.random() < 0.7 else chosen)
    unique = [list(t) for t in dict.fromkeys(tuple(h) for h in held_sets)]
    up = ["head", "heads", "+1", "+2", "-1", "head-1", "base+1", "base"] + some + [labels_[0] + form for labels_ in ([l] for l in labels) for form in ("@head", "@+1", "@heads")]
    up += [one + "+1" for one in few(ids, 6 if dense else 2)] + [one + "@+1" for one in few(ids, 6 if dense else 1)] + [one[:4] + "@head" for one in few(ids, 3 if dense else 1)]
    down = ["base", "-1", "-2", "+1", "head-1", "base+1", "head"] + some + [one + "-1" for one in few(ids, 6 if dense else 2)]
    down += [l + form for l in labels for form in ("@base", "@-1", "@head-1")] + [one + "@-1" for one in few(ids, 4 if dense else 1)] + [l + "@" + one for l in labels for one in few(ids, 6 if dense else 1)]
    stamps = [["base"], ["head"], ["heads"], []] + [[one] for one in some] + [few(ids, 2)] + [[l + "@base"] for l in labels] + [[l + "@head"] for l in labels]
    if not dense:
        up, down, stamps = up[:3] + few(up[3:], 7), down[:2] + few(down[2:], 8), few(stamps, 5)
    result["upgrade"], result["downgrade"], result["stamp"] = [], [], []
    for held in unique:
        for target in dict.fromkeys(up):
            result["upgrade"].append([held, target, ask(lambda: plan(script._upgrade_revs(target, tuple(held)), held))])
        for target in dict.fromkeys(down):
            result["downgrade"].append([held, target, ask(lambda: plan(script._downgrade_revs(target, tuple(held)), held))])
        for targets in stamps:
            def stamp():
                steps = script._stamp_revs(tuple(targets), tuple(held))
                return {"steps": [[s.is_upgrade, s.branch_move, list(s.from_), list(s.to_)] for s in steps], "rows": ask(lambda: rows(steps, held))}
            result["stamp"].append([held, targets, ask(stamp)])
    result["start"] = {f: ask(lambda: [script.get_revision(f).revision]) for f in ["head", "heads", ""] + few(ids, 2) + [i[:4] for i in few(ids, 2) if i[:4] != "base"] + [l + "@base" for l in labels[:1]]}

    ranges = [":", "base:heads", ":head", "head:", "nocolon", "a:b:c", "-1:", "-2:head", "base:+1", "base:+2", "current:", ":current"]
    pairs = list(itertools.permutations(ids, 2))
    for a, b in few(pairs, 40 if dense else 6):
        ranges.append(a + ":" + b)
    for one in few(ids, 8 if dense else 2):
        ranges += [one + ":", ":" + one, one[:4] + ":" + one, one + "-1:" + one, one + ":+1", one + "-1:"]
    for label in labels:
        ranges += [label + "@base:", ":" + label + "@head", label + "@base:heads", label + ":", label + "@-1:"]
    for one in few(ids, 2):
        ranges += [one + "@base:", ":" + one + "@head"]
    if not dense:
        ranges = few(ranges, 12)
    database = os.path.join(home, "database")

    def printed(call, held=None):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        hold(held)
        call(config(out, database))
        out.flush()
        return out.buffer.getvalue().decode("utf-8").replace(home, "HOME").replace(os.path.realpath(home), "HOME")

    def hold(held):
        from sqlalchemy import create_engine, text
        if held is None:
            return
        with contextlib.suppress(FileNotFoundError):
            os.remove(database)
        with create_engine("sqlite:///" + database).begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            for one in held:
                connection.execute(text("INSERT INTO alembic_version VALUES (:one)"), {"one": one})

    result["text"] = {}
    show = lambda key, call, held=None: result["text"].__setitem__(key, ask(lambda: printed(call, held)))
    show("heads", lambda c: command.heads(c))
    show("heads -v", lambda c: command.heads(c, verbose=True))
    show("heads --resolve-dependencies", lambda c: command.heads(c, resolve_dependencies=True))
    show("branches", lambda c: command.branches(c))
    show("branches -v", lambda c: command.branches(c, verbose=True))
    show("history", lambda c: command.history(c))
    show("history -v", lambda c: command.history(c, verbose=True))
    for one in names if dense else few(names, 6):
        show("show " + one, lambda c: command.show(c, one)) if one != "current" else None
    held_few = few(unique, 8 if dense else 2)
    result["ranges"] = {}
    for r in dict.fromkeys(ranges):
        if "current" not in r:
            result["ranges"][r] = ask(lambda: printed(lambda c: command.history(c, rev_range=r)))
    result["current"] = []
    for held in held_few:
        entry = {"held": held}
        entry["current"] = ask(lambda: printed(lambda c: command.current(c), held))
        entry["current -v"] = ask(lambda: printed(lambda c: command.current(c, verbose=True), held))
        entry["show current"] = ask(lambda: printed(lambda c: command.show(c, "current"), held))
        entry["history -i"] = ask(lambda: printed(lambda c: command.history(c, indicate_current=True), held))
        for r in ["current:", ":current", "current:head", "base:current"]:
            entry["history -r " + r] = ask(lambda: printed(lambda c: command.history(c, rev_range=r), held))
        result["current"].append(entry)
    return result


def merge(variants):
    """One answer where all agree; else {"any": [...]} at the deepest place that differs."""
    first = variants[0]
    if all(v == first for v in variants):
        return first
    if all(isinstance(v, dict) and v.keys() == first.keys() for v in variants) and isinstance(first, dict):
        return {key: merge([v[key] for v in variants]) for key in first}
    same_length = all(isinstance(v, list) and len(v) == len(first) for v in variants)
    if same_length and any(isinstance(x, (dict, list)) and not only_text(x) for x in first):
        return [merge([v[i] for v in variants]) for i in range(len(first))]
    return {"any": [v for i, v in enumerate(variants) if v not in variants[:i]]}


def only_text(value):
    return isinstance(value, list) and all(isinstance(x, str) for x in value)


def main():
    options = OPTIONS.parse_args()
    seeds = range(options.first, options.first + options.count)
    histories = {"history-%02d" % seed: (seed, lambda seed=seed: make_history(seed)) for seed in seeds}
    if options.shapes:
        shapes = read_shapes()
        histories = {"shape-" + name: (seed, lambda name=name: shapes[name]) for seed, name in enumerate(shapes)
                     if (options.only or "") in name}
    if options.child:
        import logging
        logging.disable(logging.CRITICAL)
        warnings.simplefilter("ignore")
        json.dump([answers(make(), options.dense, seed) for seed, make in histories.values()], sys.stdout)
        return
    children = []
    for hash_seed in HASH_SEEDS:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, __file__, *sys.argv[1:], "--child"], env=env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        children.append(json.loads(done.stdout))
    os.makedirs(options.out, exist_ok=True)
    for index, (name, (_, make)) in enumerate(histories.items()):
        case = {"files": make(), "alembic": merge([child[index] for child in children])}
        with open(os.path.join(options.out, name + ".json"), "w", encoding="utf8") as file:
            json.dump(case, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            file.write("\n")


main()
