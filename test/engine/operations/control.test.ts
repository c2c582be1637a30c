// The two modes, what the inspector answers, and the function itself.
import { describe, expect, test } from 'vitest';
import { evaluateFunction } from '../../../server/src/engine/operations/evaluate';
import type { SchemaInspector } from '../../../server/src/engine/operations/evaluation';
import type { Step } from '../../../server/src/engine/operations/step';
import { parseModule } from '../../../server/src/engine/python/parse';
import { checkSteps, revisionSource, stepsOf, type CaseOptions } from './checkSteps';

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

test('what Flask ties to an application is asked for where there may be none: while the file is imported', () => {
  const body = "op.drop_table('t')";
  checkSteps(
    body,
    `
    drop table t
    assume: importing the file is taken to work (flask.current_app needs an application of Flask)`,
    { module: "from flask import current_app\nID = current_app.config['ID']" },
  );
  checkSteps(
    body,
    `
    drop table t
    assume: importing the file is taken to work (flask.g needs an application of Flask)`,
    { module: 'import flask\nUSER = flask.g.user' },
  );
  checkSteps(body, 'drop table t', { module: 'from flask import current_app, Flask\nNAME = Flask.name' });
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

const TYPES = {
  'app.models.types':
    'import sqlalchemy as sa\nclass Money(sa.types.TypeDecorator):\n    impl = sa.Numeric(10, 2)\n    cache_ok = True\n',
  'app.names': 'NAME = "n"\n',
};

test.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ['of a package', { ...TYPES, app: '', 'app.models': '' }, 'import app.models.types\nimport app.names'],
  ['of one without a file of its own', TYPES, 'import app.models.types\nimport app.names'],
  [
    'that another statement imports',
    { ...TYPES, app: '', 'app.models': '' },
    'import app\nimport app.names as n\nfrom app.models import types',
  ],
  [
    'that a module imports',
    { ...TYPES, app: 'from . import names\n', 'app.models': 'from .types import Money\n' },
    'import app\nfrom app.models import Money',
  ],
])('a module is an attribute of its package: %s', (_, sources, module) => {
  checkSteps(
    `
    op.add_column('t', sa.Column('a', app.models.types.Money()))
    op.drop_column('t', app.names.NAME)`,
    `
    add column t a Numeric(precision=10, scale=2)
    drop column t n`,
    { module, readModule: (name) => sources[name] },
  );
});

test('a module that nothing imports is no attribute of its package', () => {
  const sources: Readonly<Record<string, string>> = { ...TYPES, app: '' };
  expect(
    stepsOf(`op.drop_column('t', app.names.NAME)`, {
      module: 'import app',
      readModule: (name) => sources[name],
    }),
  ).toContain('app has no names that can be read');
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
