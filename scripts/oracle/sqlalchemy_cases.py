"""Makes revision files of SQLAlchemy's own tests, for the judge: python sqlalchemy_cases.py CHECKOUT FOLDER [--places].

What a test compiles is given to op.execute(); every Table, Column, Index and constraint it writes to the directive that makes one.
One case is one of these with the statements of the test before it, so that each has its own verdict. The tests' own assertions
are left out; what they expect to raise stays, last in its case. With --places, what is compiled stands where else a revision may
have an expression: in a select, an UPDATE, a default, a CHECK, an index.
"""
import ast
import copy
import hashlib
import pathlib
import sys

CHECKOUT, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
PLACES = [
    "op.execute(__import__('sqlalchemy').select(X))",
    "op.execute(__import__('sqlalchemy').table('placed', __import__('sqlalchemy').column('q')).update().values(q=X).where(X))",
    "op.add_column('placed', __import__('sqlalchemy').Column('q', __import__('sqlalchemy').Integer, server_default=X))",
    "op.create_check_constraint('placed', 't', X)",
    "op.create_index('placed', 't', [X])",
] if "--places" in sys.argv else []
FILES = ["test/sql/*.py", "test/dialect/postgresql/*.py", "test/dialect/sqlite/*.py", "test/dialect/test_sqlite.py"]
HARNESS = {
    "self", "testing", "fixtures", "config", "connection", "engine", "mock", "util", "requires", "request", "metadata_fixture",
    "eq_", "ne_", "is_", "is_not", "is_true", "is_false", "is_none", "in_", "not_in", "eq_clause_element", "eq_ignore_whitespace",
    "assert_raises", "assert_raises_message", "expect_raises", "expect_raises_message", "expect_warnings", "le_", "startswith_",
    "expect_deprecated", "expect_deprecated_20", "assert_warns", "assert_compile", "AssertsCompiledSQL", "pickle", "picklers",
    "inspect", "CursorSQL", "CompiledSQL", "create_engine", "testing_engine", "profiles", "provision", "_T", "pytest",
}
RAISING = {"expect_raises", "expect_raises_message", "expect_warnings", "expect_deprecated", "expect_deprecated_20"}
# What changes SQLAlchemy for every case after it.
LASTING = {"GenericFunction", "ReturnTypeFromArgs", "AnsiFunction", "register_function", "compiles", "listens_for", "listen", "event", "monkeypatch"}
EXPECTING = {"assert_raises": 1, "assert_raises_message": 2, "assert_warns": 1}


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None


def names(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def bound(node):
    """The names that a statement makes."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(a.asname or a.name).split(".")[0] for a in node.names}
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def call(source, *arguments, keywords=()):
    return ast.Call(ast.parse(source, mode="eval").body, list(arguments), list(keywords))


class Module:
    """A file of tests: its imports from SQLAlchemy and what else stands on its first level."""

    def __init__(self, path):
        self.path = path
        self.tree = ast.parse(path.read_text())
        self.definitions = {}
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom):
                self.add_import(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.split(".")[0] not in ("sqlalchemy", "testing") or "testing" in alias.name:
                        if alias.name not in sys.stdlib_module_names:
                            continue
                    self.definitions[(alias.asname or alias.name).split(".")[0]] = ast.Import([alias])
            elif isinstance(node, (ast.Assign, ast.FunctionDef)):
                for name in bound(node) if isinstance(node, ast.Assign) else {node.name}:
                    self.definitions[name] = node
            elif isinstance(node, ast.ClassDef) and not any(isinstance(n, ast.FunctionDef) and n.name.startswith("test_") for n in node.body):
                self.definitions[node.name] = node

    def add_import(self, node):
        source = node.module or ""
        if source == "sqlalchemy.testing.schema":
            source = "sqlalchemy"
            node = ast.ImportFrom(source, [a for a in node.names if a.name in ("Column", "Table")], 0)
        top = source.split(".")[0]
        if node.level or "testing" in source or (top != "sqlalchemy" and top not in sys.stdlib_module_names):
            return
        for alias in node.names:
            if alias.name != "testing":
                self.definitions[alias.asname or alias.name] = ast.ImportFrom(source, [alias], 0)

    def needed(self, nodes):
        """What of the first level these statements use, in the order of the file."""
        wanted, todo = {}, set().union(*map(names, nodes)) if nodes else set()
        while todo:
            name = todo.pop()
            if name in wanted or name not in self.definitions:
                continue
            wanted[name] = self.definitions[name]
            todo |= names(wanted[name])
        unique = {id(node): node for name, node in self.definitions.items() if name in wanted}
        imports = [n for n in unique.values() if isinstance(n, (ast.Import, ast.ImportFrom))]
        return imports + [n for n in unique.values() if n not in imports]


class Compiles(ast.NodeTransformer):
    """Assertions about compiled text become op.execute(), wherever they stand."""

    def __init__(self):
        self.found = False

    def visit_Expr(self, node):
        value = node.value
        name = last_name(value.func) if isinstance(value, ast.Call) else None
        if name == "assert_compile" and value.args:
            self.found = True
            return ast.Expr(call("op.execute", value.args[0]))
        if name in ("eq_", "eq_ignore_whitespace") and value.args and (compiled := compiled_in(value.args[0])) is not None:
            self.found = True
            return ast.Expr(call("op.execute", compiled))
        if name in EXPECTING and len(value.args) > EXPECTING[name]:
            self.found = True
            function, *arguments = value.args[EXPECTING[name]:]
            if last_name(function) == "assert_compile" and arguments:
                return ast.Expr(call("op.execute", arguments[0]))
            if isinstance(function, ast.Attribute) and function.attr == "compile":
                return ast.Expr(call("op.execute", function.value))
            if function_name(function) == "str" and arguments:
                return ast.Expr(call("op.execute", arguments[0]))
            return ast.Expr(ast.Call(function, arguments, value.keywords))
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "compile":
            self.found = True
            return ast.Expr(call("op.execute", value.func.value))
        return node

    def visit_With(self, node):
        self.generic_visit(node)
        if all(isinstance(i.context_expr, ast.Call) and last_name(i.context_expr.func) in RAISING for i in node.items):
            self.found = True
            return node.body
        return node


def function_name(node):
    return node.id if isinstance(node, ast.Name) else None


def compiled_in(node):
    """x of str(x), x.compile(...) and str(x.compile(...))."""
    if isinstance(node, ast.Call) and function_name(node.func) == "str" and len(node.args) == 1:
        return compiled_in(node.args[0]) or node.args[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
        return node.func.value
    return None


def directives(node):
    """Directives for what one statement of a test writes."""
    for found in ast.walk(node):
        if not isinstance(found, ast.Call) or any(isinstance(a, ast.Starred) for a in found.args):
            continue
        name = last_name(found.func)
        if name == "Table" and len(found.args) > 2 and isinstance(found.args[0], ast.Constant):
            yield ast.Expr(call("op.create_table", found.args[0], *found.args[2:], keywords=found.keywords))
        elif name == "Column" and found.args:
            yield ast.Expr(call("op.add_column", ast.Constant("t_added"), found))
        elif name in ("select", "insert", "update", "delete", "union", "text", "values") and not isinstance(found.func, ast.Attribute):
            yield ast.Expr(call("op.execute", found))
        elif name in ("CreateTable", "CreateIndex", "AddConstraint", "DropConstraint", "DropTable", "DropIndex", "CreateSequence"):
            yield ast.Expr(call("op.execute", found))


def strip_self(node):
    """self.helper(...) becomes helper(...); None when self is needed for something else."""

    class Strip(ast.NodeTransformer):
        used = set()

        def visit_Attribute(self, inner):
            self.generic_visit(inner)
            if isinstance(inner.value, ast.Name) and inner.value.id == "self":
                self.used.add(inner.attr)
                return ast.Name(inner.attr, inner.ctx)
            return inner

    strip = Strip()
    strip.used = set()
    return strip.visit(node), strip.used


def is_fixture(method):
    return any("fixture" in ast.unparse(d) for d in method.decorator_list)


def as_function(method):
    function = copy.deepcopy(method)
    function.decorator_list = []
    function.args.args = [a for a in function.args.args if a.arg not in ("self", "cls")]
    return function


def combinations(method):
    """Assignments of each combination of arguments; one empty list without them."""
    rounds = [[]]
    for decorator in method.decorator_list:
        if not (isinstance(decorator, ast.Call) and last_name(decorator.func) in ("combinations", "variation")):
            continue
        if last_name(decorator.func) == "variation":
            return []
        options = {k.arg: k.value for k in decorator.keywords}
        if "argnames" in options and isinstance(options["argnames"], ast.Constant):
            wanted = [n.strip() for n in options["argnames"].value.split(",")]
        else:
            wanted = [a.arg for a in method.args.args if a.arg != "self"]
        ids = options["id_"].value if isinstance(options.get("id_"), ast.Constant) else None
        found = []
        for combination in decorator.args:
            parts = combination.elts if isinstance(combination, ast.Tuple) else [combination]
            if isinstance(combination, ast.Starred):
                continue
            if ids is not None:
                parts = [p for p, kind in zip(parts, ids) if kind in "ar"]
            if len(parts) != len(wanted):
                continue
            found.append([ast.Assign([ast.Name(n, ast.Store())], p) for n, p in zip(wanted, parts)])
        rounds = [a + b for a in rounds for b in found]
    return rounds


class Writer:
    def __init__(self):
        self.seen, self.count = set(), 0

    def write(self, module, title, local, body):
        local, _ = strip_self(ast.Module(local + body, []))
        local = ast.fix_missing_locations(local)
        header = module.needed(local.body)
        makes = set().union(*map(bound, local.body)) if local.body else set()
        header = [n for n in header if not names(n) & HARNESS]
        used = set().union(names(local), *(names(n) | bound(n) for n in header))
        if names(local) & (HARNESS - makes) or used & LASTING:
            return
        text = "\n".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(n))) for n in header)
        inside = "\n".join("    " + line for line in ast.unparse(local).splitlines())
        key = hashlib.sha1((text + inside).encode()).hexdigest()
        if key in self.seen or "op." not in inside:
            return
        self.seen.add(key)
        self.count += 1
        revision = f"c{self.count:05}"
        (FOLDER / f"{revision}.py").write_text(
            f'"""{title}"""\nfrom alembic import op\n{text}\n\nrevision = "{revision}"\ndown_revision = None\n'
            f"branch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n{inside}\n\n\ndef downgrade():\n    pass\n"
        )


def is_executed(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "op.execute"


def place(pattern, node):
    """What op.execute() is given, put into another call."""

    class Put(ast.NodeTransformer):
        def visit_Name(self, inner):
            return copy.deepcopy(node.value.args[0]) if inner.id == "X" else inner

    return Put().visit(ast.parse(pattern).body[0])


def is_harness(node):
    """A statement that is only about the test."""
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and last_name(node.value.func) in HARNESS


def cases_of(module, owner, method, writer):
    helpers = {m.name: m for m in owner.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("test_")}
    values = {n: s for s in owner.body if isinstance(s, ast.Assign) for n in bound(s) if not n.startswith("__")}
    title = f"{module.path.relative_to(CHECKOUT)} {owner.name}.{method.name}"

    def helpers_for(nodes):
        """Methods, fixtures and values of the class that these statements use, before what uses them."""
        done, order = set(), []

        def add(name):
            if name in done:
                return
            done.add(name)
            if name in values:
                order.append(values[name])
            elif name in helpers:
                function = as_function(helpers[name])
                arguments = [a.arg for a in function.args.args]
                used = {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute) and last_name(n.value) == "self"}
                for other in sorted(used):
                    add(other)
                if is_fixture(helpers[name]):
                    for other in arguments:
                        add(other)
                    function.name = f"make_{name}"
                    order.append(function)
                    order.append(ast.Assign([ast.Name(name, ast.Store())], call(function.name, *[ast.Name(a, ast.Load()) for a in arguments])))
                else:
                    order.append(function)

        for node in nodes:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and last_name(inner.value) == "self":
                    add(inner.attr)
                elif isinstance(inner, ast.Name) and inner.id in helpers and is_fixture(helpers[inner.id]):
                    add(inner.id)
        return order

    arguments = {a.arg for a in method.args.args} - {"self"}
    for number, given in enumerate(combinations(method)):
        before = list(given)
        missing = arguments - set().union(set(), *map(bound, given)) - {n for n in helpers if is_fixture(helpers[n])}
        if missing == {"metadata"}:
            before.append(ast.parse("metadata = __import__('sqlalchemy').MetaData()").body[0])
        elif missing - {"connection", "metadata"}:
            continue
        count = 0
        for original in method.body:
            statement = copy.deepcopy(original)
            compiles = Compiles()
            result = compiles.visit(statement)
            results = result if isinstance(result, list) else [result]
            wanted = []
            if compiles.found:
                wanted.append(results)
            wanted += [[d] for d in directives(original)]
            if PLACES:
                wanted = [[place(p, results[0])] for p in PLACES] if len(results) == 1 and is_executed(results[0]) else []
            for body in wanted:
                count += 1
                nodes = before + body
                writer.write(module, f"{title} {number}.{count}", copy.deepcopy(helpers_for(nodes) + before), copy.deepcopy(body))
            if not compiles.found and not is_harness(original):
                nodes = names(original)
                if not nodes & HARNESS or "self" in nodes:
                    before.append(copy.deepcopy(original))


writer = Writer()
FOLDER.mkdir(parents=True, exist_ok=True)
for pattern in FILES:
    for path in sorted(CHECKOUT.glob(pattern)):
        module = Module(path)
        for owner in module.tree.body:
            for method in owner.body if isinstance(owner, ast.ClassDef) else []:
                if isinstance(method, ast.FunctionDef) and method.name.startswith("test_"):
                    cases_of(module, owner, method, writer)
print(f"{writer.count} cases")
