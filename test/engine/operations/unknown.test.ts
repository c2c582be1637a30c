// What happens when something is not known: opaque steps and assumptions.
import { describe, test } from 'vitest';
import { checkSteps } from './checkSteps';

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
    `
    opaque: value of os.environ is only known when it runs
    assume: the environment variable T is taken to be set`,
  ],
  [
    'a variable of the environment that nothing depends on may be missing all the same',
    `
    os.environ['UNUSED']
    op.drop_table(os.environ.get('OTHER', 't') and 'x')`,
    `
    opaque: value of os.environ.get is only known when it runs
    assume: the environment variable UNUSED is taken to be set`,
  ],
];

describe('what is not known', () => {
  test.each(UNKNOWN)('%s', (_, body, expected) => checkSteps(body, expected, { module: IMPORTS }));
});
