// What happens when something is not known: opaque steps, assumptions, modes, the inspector.
import { describe, expect, test } from 'vitest';
import { evaluateFunction } from '../../../server/src/engine/operations/evaluate';
import type { SchemaInspector } from '../../../server/src/engine/operations/evaluation';
import type { Step } from '../../../server/src/engine/operations/step';
import { parseModule } from '../../../server/src/engine/python/parse';
import { checkSteps, revisionSource, type CaseOptions } from './checkSteps';

const IMPORTS =
  'import os, logging\nfrom app.models import Thing, make, FLAG, NAMES\nlog = logging.getLogger(__name__)';
const UNKNOWN_FLAG = 'value of app.models.FLAG is not known without running project code';

const UNKNOWN: readonly (readonly [title: string, body: string, expected: string])[] = [
  [
    'an exception whose message is not known says so instead of an empty one',
    `
    op.drop_table('t')
    raise ValueError(f'{FLAG} is missing')`,
    `
    drop table t
    raise ValueError: ?`,
  ],
  [
    'an unknown value in a directive is one opaque step and evaluation goes on',
    `
    op.drop_table(Thing.__tablename__)
    op.execute(f'DROP TABLE {Thing.name} {Thing.other}')
    op.drop_table('t')`,
    `
    opaque: value of app.models.Thing.__tablename__ is not known without running project code
    opaque: value of app.models.Thing.name is not known without running project code
    drop table t`,
  ],
  [
    'an unknown type or default keeps the column visible',
    `op.add_column('t', sa.Column('a', Thing(), server_default=FLAG, default=make))`,
    `add column t a ?app.models.Thing() default=?<${UNKNOWN_FLAG}> client-default=?`,
  ],
  [
    'a guard is taken to fall through',
    `
    if FLAG:
        log.info('skipped')
        return
    op.drop_table('t')`,
    `
    drop table t
    assume: the condition is taken to be false (${UNKNOWN_FLAG}), so the function goes on after it`,
  ],
  [
    'operations under an unknown condition are opaque as a whole, and names they change become unknown',
    `
    name = 'a'
    names = []
    if FLAG:
        name = 'b'
        names.append('x')
        op.drop_table('x')
    op.drop_table(name)
    op.execute(','.join(names))
    op.drop_table('t')`,
    `
    opaque: ${UNKNOWN_FLAG}
    opaque: ${UNKNOWN_FLAG}
    opaque: ${UNKNOWN_FLAG}
    drop table t`,
  ],
  [
    'an unknown condition without consequence is no step',
    `
    label = 'x'
    if FLAG:
        label = 'y'
        log.warning('hm')
    op.drop_table('t')`,
    `drop table t`,
  ],
  [
    'a return in a branch that is skipped is noted',
    `
    if FLAG:
        op.drop_table('x')
        return
    else:
        op.drop_table('y')
    op.drop_table('t')`,
    `
    opaque: ${UNKNOWN_FLAG}
    drop table t
    assume: what follows is taken to run, though the statement may end the function (${UNKNOWN_FLAG})`,
  ],
  [
    'a loop over something unknown',
    `
    for name in NAMES:
        op.drop_table(name)
    for name in NAMES:
        log.info(name)
    op.drop_table('t')`,
    `
    opaque: value of app.models.NAMES is not known without running project code
    drop table t`,
  ],
  [
    'an unknown condition with break ends what is known of the loop',
    `
    for name in ['a', 'b']:
        op.drop_table(name)
        if FLAG:
            break
    op.drop_table('t')`,
    `
    drop table a
    opaque: ${UNKNOWN_FLAG}
    drop table t`,
  ],
  [
    'a function whose result depends on something unknown',
    `
    def table():
        if FLAG:
            return 'a'
        return 'b'
    op.drop_table(table())
    op.drop_table('t')`,
    `
    opaque: ${UNKNOWN_FLAG}
    drop table t`,
  ],
  [
    'calling project code as a statement is opaque, for its result an assumption, with the bind opaque',
    `
    make('x')
    made = make('y')
    rows = make(op.get_bind())
    log.info('x')
    op.drop_table('t')`,
    `
    opaque: what app.models.make() does is not known without running project code
    opaque: what app.models.make() does is not known without running project code
    drop table t
    assume: app.models.make() is taken to give a value and do nothing else`,
  ],
  [
    'try offline is its body, where steps that may fail to print are marked; printed text cannot raise',
    `
    try:
        op.drop_table('x')
    except Exception:
        pass
    try:
        op.execute('x')
    except Exception:
        op.execute('never')
    op.drop_table('t')`,
    `
    drop table x (caught)
    op text("x")
    drop table t`,
  ],
  [
    'a try block with something that is not known is not known',
    `
    try:
        op.drop_table('x')
        make()
    except Exception:
        pass
    op.drop_table('t')`,
    `
    opaque: whether the try block raises is only known when it runs
    drop table t`,
  ],
  [
    'a try block whose handlers raise again is its body',
    `
    try:
        op.drop_table('x')
    except Exception:
        op.execute('never')
        raise
    try:
        op.drop_table('y')
    except ValueError as e:
        raise e
    else:
        op.execute('z')
    try:
        op.drop_table('t')
    except Exception as e:
        raise RuntimeError('x') from e`,
    `
    drop table x
    drop table y
    op text("z")
    drop table t (caught)`,
  ],
  [
    'a method reaches that of the base class, and what a foreign base class does with the instance is not known',
    `
    class Base:
        def __init__(self, name, size=1):
            self.name = name
            self.size = size
        @classmethod
        def made(cls, name):
            return cls(name)
        @staticmethod
        def quoted(name):
            return f'<{name}>'
    class Inner(Base):
        def __init__(self, name):
            super().__init__(name, size=2)
        def text(self):
            return self.quoted(self.name)
    class Last(Inner):
        def __init__(self):
            super(Inner, self).__init__('c')
        def text(self):
            return super().text() + '!'
    class Foreign(Thing):
        def __init__(self):
            super().__init__()
    class Both(Base, Foreign):
        def __init__(self):
            super().__init__('d')
    op.drop_table(Inner('a').text())
    op.drop_table(str(Inner.made('b').size))
    op.drop_table(Last().text() + str(Last().size))
    op.drop_table(Both().name)
    op.drop_table(Foreign().name)`,
    `
    drop table <a>
    drop table 2
    drop table <c>!1
    opaque: value of app.models.Thing is not known without running project code
    opaque: value of app.models.Thing is not known without running project code`,
  ],
  [
    'a context manager of the project may do anything, whatever its block does',
    `
    for n in NAMES:
        print(n)
    for n in NAMES:
        with Thing(n) as session:
            session.fill()
    with make() as thing:
        thing.fill()
    class Sessions(Thing):
        pass
    with Sessions() as session:
        session.fill()`,
    `
    opaque: value of app.models.NAMES is not known without running project code
    opaque: value of app.models.make is not known without running project code
    opaque: value of app.models.Thing is not known without running project code
    assume: app.models.make() is taken to give a value and do nothing else`,
  ],
  [
    'a list made of a set has no order, also where it was changed before it is sorted',
    `
    names = list({'a', 'b'})
    op.execute(names[0])
    names.append('c')
    op.execute(','.join(sorted(names)))
    more = list({'a', 'b'})
    more += ['c']
    op.execute(','.join(sorted(more)))
    op.execute(','.join(sorted({'ab', 'cd'}, key=len)))`,
    `
    opaque: the order of a set is not known
    opaque: .append() of a list whose order is not known is not followed
    opaque: the order of a set is not known
    opaque: the order of a set is not known`,
  ],
  [
    'the class of the dialect decides',
    `
    from sqlalchemy.dialects.mysql.base import MySQLDialect
    from sqlalchemy.dialects.postgresql.base import PGDialect
    if isinstance(op.get_bind().dialect, MySQLDialect):
        op.drop_table('mysql')
    if isinstance(op.get_context().dialect, (MySQLDialect, PGDialect)):
        op.drop_table('postgresql')`,
    'drop table postgresql',
  ],
  [
    'a context manager of the file runs around the block, also when that leaves the function',
    `
    from contextlib import contextmanager
    @contextmanager
    def without(name, *, again=True):
        op.execute(f'off {name}')
        try:
            yield name + '!'
        finally:
            op.execute('on')
    with without('x') as n, op.batch_alter_table('t') as b:
        b.drop_column('c')
        op.execute(n)
    with without('y'):
        return
    op.drop_table('never')`,
    `
    op text("off x")
    op text("x!")
    batch t:
      drop column t c
    op text("on")
    op text("off y")
    op text("on")`,
  ],
  [
    'what is given to a function of a library may be called there or later',
    `
    import functools, asyncio, itertools
    drop = functools.partial(op.drop_table, 't')
    drop()
    list(itertools.starmap(op.drop_table, [('a',)]))
    asyncio.run(op.get_bind())`,
    `
    opaque: what functools.partial()() does is not known without running project code
    opaque: what itertools.starmap() does with what it is given is not known
    opaque: what asyncio.run() does with what it is given is not known`,
  ],
  [
    'a session of sqlmodel reaches the database',
    `
    import sqlmodel
    session = sqlmodel.Session(bind=op.get_bind())
    session.execute(sa.text('UPDATE t'))`,
    `opaque: what sqlmodel.Session().execute() does is not known without running project code`,
  ],
  [
    'sets have no order that is known',
    `
    for x in {'a', 'b'}:
        op.drop_table(x)
    for x in sorted({'b', 'a'}):
        op.execute(x)`,
    `
    opaque: the order of a set is not known
    op text("a")
    op text("b")`,
  ],
  [
    'a generator runs nothing when it is called',
    `
    def run():
        yield op.execute('x')
    run()
    op.drop_table('t')`,
    `
    opaque: run() is a generator
    drop table t`,
  ],
  [
    'errors of a database are not caught offline, so the try block is followed',
    `
    try:
        op.drop_table('x')
    except (sa.exc.ProgrammingError, sa.exc.OperationalError):
        op.drop_table('never')
    try:
        sa.inspect(op.get_bind())
    except sa.exc.InvalidRequestError:
        op.execute('caught')`,
    `
    drop table x
    op text("caught")`,
  ],
  [
    'a question to the project with the connection is an assumption',
    `
    if not make(op.get_bind(), 'x'):
        return
    if make(op, 'y'):
        op.drop_table('y')
    op.drop_table('t')`,
    `
    opaque: value of app.models.make is not known without running project code
    drop table t
    assume: app.models.make() is taken to ask the database and change nothing
    assume: the condition is taken to be false (value of app.models.make is not known without running project code), so the function goes on after it
    assume: app.models.make() is taken to ask the database and change nothing`,
  ],
  [
    'a method that is not followed makes its collection unknown',
    `
    names = {'a'}
    names.difference_update(['a'])
    for name in names:
        op.drop_table(name)`,
    `opaque: .difference_update() of a set is not supported`,
  ],
  [
    'a table read from the database cannot be had offline',
    `t = sa.Table('t', sa.MetaData(), autoload_with=op.get_bind())`,
    `raise NoInspectionAvailable: No inspection system is available for object of type <class 'sqlalchemy.engine.mock.MockConnection'>`,
  ],
  [
    'an ORM session',
    `
    from sqlalchemy.orm import Session
    session = Session(bind=op.get_bind())
    session.execute(sa.text('x'))
    op.drop_table('t')`,
    `
    opaque: what sqlalchemy.orm.Session().execute() does is not known without running project code
    drop table t`,
  ],
  [
    'the environment is only known when it runs',
    `op.drop_table(os.environ['T'])`,
    `opaque: value of os.environ is only known when it runs`,
  ],
];

describe('what is not known', () => {
  test.each(UNKNOWN)('%s', (_, body, expected) => checkSteps(body, expected, { module: IMPORTS }));
});

const MODES: readonly (readonly [title: string, options: CaseOptions, body: string, expected: string])[] = [
  ['is_offline_mode offline', {}, `op.execute('a' if context.is_offline_mode() else 'b')`, 'op text("a")'],
  [
    'is_offline_mode online',
    { mode: 'online' },
    `op.execute('a' if op.get_context().as_sql else 'b')`,
    'op text("b")',
  ],
  [
    'dialect name',
    { dialect: 'sqlite' },
    `
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('p')
    elif op.get_context().dialect.name in ('sqlite', 'mysql'):
        op.execute('s')`,
    'op text("s")',
  ],
  [
    'bind.execute offline gives None',
    {},
    `
    c = op.get_bind()
    c.execute(sa.text('UPDATE t SET a = :a'), {'a': 1})
    c.execute('plain')
    rows = c.execute(sa.text('SELECT 1')).fetchall()
    op.execute('never')`,
    `
    bind text("UPDATE t SET a = :a") params {a=1}
    bind text("plain")
    bind text("SELECT 1")
    raise AttributeError: 'NoneType' object has no attribute 'fetchall'`,
  ],
  [
    'bind.execute online gives a result that is not known',
    { mode: 'online' },
    `
    rows = op.get_bind().execute(sa.text('SELECT 1')).fetchall()
    for row in rows:
        op.execute(row[0])
    op.drop_table('t')`,
    `
    bind text("SELECT 1")
    opaque: the result of a query is only known when it runs
    drop table t`,
  ],
  [
    'a plain string is no statement for a real connection',
    { mode: 'online' },
    `op.get_bind().execute('SELECT 1')`,
    `raise ObjectNotExecutableError: Not an executable object: 'SELECT 1'`,
  ],
  [
    'what the offline connection has not',
    {},
    `op.get_bind().exec_driver_sql('x')`,
    `raise AttributeError: 'MockConnection' object has no attribute 'exec_driver_sql'`,
  ],
  ['exec_driver_sql online', { mode: 'online' }, `op.get_bind().exec_driver_sql('x')`, `driver text("x")`],
  [
    'enum create and drop',
    {},
    `
    e = sa.Enum('a', name='e')
    e.create(op.get_bind(), checkfirst=True)
    postgresql.ENUM(name='f').drop(op.get_bind())`,
    `
    create type Enum(labels=['a'], name='e') checkfirst=true
    drop type postgresql.ENUM(labels=[], name='f')`,
  ],
  [
    'inspect offline without a schema raises as SQLAlchemy does',
    {},
    `sa.inspect(op.get_bind())`,
    `raise NoInspectionAvailable: No inspection system is available for object of type <class 'sqlalchemy.engine.mock.MockConnection'>`,
  ],
  [
    'inspect online without a schema is not known',
    { mode: 'online' },
    `
    if 'users' not in sa.inspect(op.get_bind()).get_table_names():
        op.drop_table('x')
    op.drop_table('t')`,
    `
    opaque: what the database holds is only known when it runs
    drop table t`,
  ],
];

describe('modes', () => {
  test.each(MODES)('%s', (_, options, body, expected) => checkSteps(body, expected, options));
});

/** A schema with the tables that the observed steps leave. */
function following(): { inspector: SchemaInspector; observe: (step: Step) => void } {
  const tables = new Map<string, string[]>([['users', ['id', 'name']]]);
  const unanswered = (): undefined => undefined;
  return {
    inspector: {
      hasTable: (name) => tables.has(name),
      tableNames: () => [...tables.keys()],
      columnNames: (name) => tables.get(name),
      indexNames: () => ['ix'],
      constraintNames: unanswered,
      enumNames: unanswered,
    },
    observe: (step) => {
      if (step.kind === 'operation' && step.operation.kind === 'createTable')
        tables.set(step.operation.table.name, []);
    },
  };
}

test('the inspector answers from the schema at that point', () => {
  const source = revisionSource(`
    inspector = sa.inspect(op.get_bind())
    if 'posts' not in inspector.get_table_names():
        op.create_table('posts')
    if not inspector.has_table('posts'):
        op.execute('never')
    if 'name' in [c['name'] for c in inspector.get_columns('users')] and any(i['name'] == 'ix' for i in inspector.get_indexes('users')):
        op.drop_column('users', 'name')
    if inspector.get_foreign_keys('users'):
        op.drop_table('x')
    if inspector.get_columns('users')[0]['type'] == 'x':
        op.drop_table('y')`);
  const { inspector, observe } = following();
  const evaluation = evaluateFunction(parseModule(source), 'upgrade', {
    mode: 'online',
    dialect: 'postgresql',
    inspector,
    observe,
  });
  expect(
    evaluation.steps.map((step) => (step.kind === 'operation' ? step.operation.kind : step.kind)),
  ).toEqual(['createTable', 'dropColumn', 'opaque', 'opaque']);
});

describe('the function itself', () => {
  const evaluate = (source: string): string[] => {
    const evaluation = evaluateFunction(parseModule(source), 'upgrade', {
      mode: 'offline',
      dialect: 'postgresql',
    });
    return evaluation.isDefined
      ? evaluation.steps.map((step) => (step.kind === 'opaque' ? step.reason : step.kind))
      : ['not defined'];
  };
  test.each([
    ['def downgrade(): pass', ['not defined']],
    ['def upgrade(): pass', []],
    [
      'import x\ndef upgrade(op, tables, tester):\n    op.drop_table("t")\n    op.drop_table(tables.a)',
      ['operation', 'the value of the parameter tables.a is not known'],
    ],
    ['from alembic import op\nasync def upgrade():\n    op.drop_table("t")', ['upgrade() is a coroutine']],
    [
      'from app import guard\n@guard\ndef upgrade(): pass',
      ['what the decorator of upgrade() does is not known'],
    ],
    ['from app import upgrade', ['value of app.upgrade is not known without running project code']],
    ['from alembic import op\ndef run(): op.drop_table("t")\nupgrade = run', ['operation']],
    ['def upgrade(:\n', ['the body of upgrade() could not be read']],
  ])('%s', (source, expected) => expect(evaluate(source)).toEqual(expected));

  test('its span starts at the decorator', () => {
    const source = 'x = 1\n@a\ndef upgrade():\n    pass\n';
    const evaluation = evaluateFunction(parseModule(source), 'upgrade', {
      mode: 'offline',
      dialect: 'postgresql',
    });
    expect(source.slice(evaluation.span?.start, evaluation.span?.end).trimEnd()).toBe(
      '@a\ndef upgrade():\n    pass',
    );
  });
});

test('steps have the span of the call that makes them', () => {
  const source = revisionSource(
    `
    def drop(name):
        op.drop_table(name)
    drop('a')
    op.add_column('t', unknown_import.x) if False else op.execute('x')
    make(); raise ValueError('x')`,
    'from app import make',
  );
  const { steps } = evaluateFunction(parseModule(source), 'upgrade', {
    mode: 'offline',
    dialect: 'postgresql',
  });
  expect(steps.map((step) => source.slice(step.span.start, step.span.end))).toEqual([
    'op.drop_table(name)',
    `op.execute('x')`,
    'make()',
    `raise ValueError('x')`,
  ]);
});

test('a statement of the file that raises while it is imported is named, whatever the function uses of it', () => {
  const body = "op.drop_table('t')";
  checkSteps(
    body,
    `raise NoInspectionAvailable: No inspection system is available for object of type <class 'sqlalchemy.engine.mock.MockConnection'>`,
    { module: 'tables = sa.inspect(op.get_bind()).get_table_names()' },
  );
  checkSteps(
    body,
    `
    drop table t
    assume: importing the file is taken to work (evaluating it raises KeyError: 'b')`,
    { module: "x = {'a': 1}['b']" },
  );
  checkSteps(
    body,
    `
    drop table t
    assume: importing the file is taken to work: SQLAlchemy has sqlalchemy.engine.LegacyCursorResult before version 2 only`,
    { module: 'from sqlalchemy.engine import Connection, LegacyCursorResult' },
  );
});

test('modules of the project are read where their source is at hand', () => {
  const sources: Readonly<Record<string, string>> = {
    'app.constants': 'SIZE = 20\nfrom app.kinds import Kind\n',
    'app.kinds': 'import enum\nclass Kind(enum.Enum):\n    A = "a"\n',
    'app.helpers': 'from alembic import op\ndef drop(name):\n    op.drop_table(name)\n',
  };
  checkSteps(
    `
    op.add_column('t', sa.Column('a', sa.String(constants.SIZE)))
    op.add_column('t', sa.Column('b', sa.Enum(Kind)))
    drop('x')
    op.drop_table(other.NAME)`,
    `
    add column t a String(length=20)
    add column t b Enum(labels=['A'], enumClass='Kind', name='kind')
    drop table x
    opaque: value of app.other.NAME is not known without running project code`,
    {
      module:
        'from app import constants, other\nfrom app.constants import Kind\nfrom app.helpers import drop',
      readModule: (name) => sources[name],
    },
  );
});

test('a module that is imported by its name is read, and one that is not at hand may do anything', () => {
  const source = 'from alembic import op\ndef downgrade():\n    op.drop_table("t")\n';
  checkSteps(
    `
    module.downgrade()
    other.downgrade()`,
    `
    drop table t
    opaque: what app.gone.downgrade() does is not known without running project code`,
    {
      module:
        'from importlib import import_module\nmodule = import_module("app.versions.2016-01-13_url")\nother = import_module("app.gone")',
      readModule: (name) => (name === 'app.versions.2016-01-13_url' ? source : undefined),
    },
  );
});
