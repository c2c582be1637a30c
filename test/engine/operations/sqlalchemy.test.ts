// SQLAlchemy as revisions use it: columns, types, defaults, expressions, statements.
import { describe, expect, test } from 'vitest';
import { checkSteps, stepsOf } from './checkSteps';

const COLUMNS: readonly (readonly [column: string, expected: string])[] = [
  [`sa.Column('a', sa.Integer)`, 'a Integer'],
  [`sa.Column(name='a', type_=sa.Text())`, 'a Text'],
  [`sa.Column('a', None, sa.ForeignKey('u.id'))`, 'a untyped {fk unnamed() -> u(id)}'],
  [
    `sa.Column('a', sa.ForeignKey('x.y.u.id', onupdate='CASCADE', use_alter=True))`,
    'a untyped {fk unnamed() -> x.y.u(id) onupdate=CASCADE use-alter}',
  ],
  [
    `sa.Column('a', sa.Integer(), primary_key=True, autoincrement=False, nullable=None)`,
    'a Integer pk not-null autoincrement=false',
  ],
  [
    `sa.Column('a', sa.Integer(), sa.Sequence('s', optional=True), default=5, index=False)`,
    `a Integer client-default=5 sequence=s optional`,
  ],
  [`sa.Column('a', sa.Integer(), default=sa.Sequence('s'))`, 'a Integer sequence=s'],
  [
    `sa.Column('a', sa.Integer(), default=lambda: 1, onupdate=sa.func.now(), info={'x': 1}, doc='d')`,
    'a Integer client-default=?',
  ],
  [
    `sa.Column('a', sa.Integer(), sa.Identity(always=True, start=5))`,
    'a Integer default=identity(always=true, start=5)',
  ],
  [
    `sa.Column('a', sa.Integer(), sa.Computed('b * 2', persisted=True))`,
    'a Integer default=computed(text("b * 2"), persisted=true)',
  ],
  [
    `sa.Column('a', sa.Integer(), sa.CheckConstraint('a > 0', name=op.f('c')))`,
    'a Integer {check f(c)(text("a > 0"))}',
  ],
  [
    `sa.Column('a', sa.DateTime(timezone=True), server_default=sa.func.now())`,
    'a DateTime(timezone=true) default=now()',
  ],
  [`sa.Column('a', sa.Boolean(), server_default=sa.sql.expression.false())`, 'a Boolean default=FALSE'],
  [`sa.Column('a', sa.Text(), server_default=sa.text("'x'"))`, `a Text default=text("'x'")`],
  [`sa.Column('a', sa.Text(), server_default=sa.null())`, 'a Text default=NULL'],
  [`sa.Column('a', sa.Integer(), server_default=sa.literal(5))`, 'a Integer default=5:Integer'],
  [
    `sa.Column('a', sa.Text(), server_default=sa.func.timezone('utc', sa.func.now()))`,
    `a Text default=timezone('utc', now())`,
  ],
  [`sa.Column('a', sa.Text(), server_default='')`, 'a Text default=""'],
];

const TYPES: readonly (readonly [type: string, expected: string])[] = [
  ['sa.String(20, "de")', `String(length=20, collation='de')`],
  ['sa.Numeric(10, 2, asdecimal=False)', 'Numeric(precision=10, scale=2)'],
  ['sa.INT()', 'INTEGER'],
  ['sa.types.DateTime(True)', 'DateTime(timezone=true)'],
  ['sa.ARRAY(sa.String, dimensions=2)', 'ARRAY(item_type=String, dimensions=2)'],
  ['postgresql.VARCHAR(3)', 'VARCHAR(length=3)'],
  ['postgresql.UUID(as_uuid=True)', 'UUID'],
  ['postgresql.JSONB(astext_type=sa.Text())', 'postgresql.JSONB'],
  ['postgresql.TIMESTAMP(timezone=True, precision=3)', 'postgresql.TIMESTAMP(timezone=true, precision=3)'],
  [
    'postgresql.ARRAY(postgresql.ENUM("a", name="e", create_type=False))',
    `postgresql.ARRAY(item_type=postgresql.ENUM(labels=['a'], name='e', create_type=false))`,
  ],
  [
    'sa.Enum("a", "b", name="e", native_enum=False, length=9, metadata=sa.MetaData(), foo=1)',
    `Enum(labels=['a', 'b'], name='e', native_enum=false, length=9, metadata=true)`,
  ],
  ['sa.Enum(Color)', `Enum(labels=['RED', 'GREEN'], enumClass='Color', name='color')`],
  [
    'sa.Enum(Color, name="c", values_callable=lambda c: [m.value for m in c])',
    `Enum(labels=['r', 'g'], enumClass='Color', name='c')`,
  ],
  ['sa.Enum(*[m.value for m in Color], name="c")', `Enum(labels=['r', 'g'], name='c')`],
  ['sa.JSON().with_variant(postgresql.JSONB(), "postgresql")', 'JSON|postgresql:postgresql.JSONB'],
  ['sa.dialects.postgresql.INET()', 'postgresql.INET'],
  ['mysql.LONGTEXT()', 'mysql.LONGTEXT'],
  ['JSONB', 'postgresql.JSONB'],
  ['Trimmed(30)', 'String(length=30)'],
  ['Guid', 'CHAR(length=32)|postgresql:UUID'],
  ['Tree()', '?Tree<LTREE>'],
  ['app.types.Thing(5)', '?app.types.Thing()'],
  ['Flexible()', 'String'],
  ['Flexible(7)', 'String(length=7)'],
  ['Sized()', 'String(length=36)|postgresql:String(length=36)'],
  ['Shape(3)', '?Shape<SHAPE(3)>'],
  ['Chosen(True)', '?Chosen'],
  ['sqlmodel.sql.sqltypes.AutoString(length=9)', 'String(length=9)'],
  ['sqlmodel.sql.sqltypes.types.Uuid()', 'Uuid'],
  ['pgvector.sqlalchemy.Vector(3)', '?VECTOR(3)<VECTOR(3)>'],
  ['Geometry("POINT", srid=4326, spatial_index=False)', '?geometry(POINT,4326)<geometry(POINT,4326)>'],
  ['Geometry("POINT", srid=4326)', '?geoalchemy2.Geometry'],
  ['sqlalchemy_utils.UUIDType(binary=False)', 'CHAR(length=32)|postgresql:UUID'],
  ['sqlalchemy_utils.types.email.EmailType()', 'Unicode(length=255)'],
  ['fastapi_users_db_sqlalchemy.generics.GUID()', 'CHAR(length=36)|postgresql:UUID'],
];

const MODULE = `
import app.types, sqlmodel, pgvector.sqlalchemy, sqlalchemy_utils, fastapi_users_db_sqlalchemy
from enum import Enum
from geoalchemy2 import Geometry
from sqlalchemy.dialects import mysql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, UserDefinedType
class Color(Enum):
    RED = 'r'
    GREEN = 'g'
    CRIMSON = 'r'
class Trimmed(TypeDecorator):
    impl = sa.String
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return value.strip()
class Guid(TypeDecorator):
    impl = sa.CHAR(32)
    def load_dialect_impl(self, dialect):
        if dialect.name == 'postgresql':
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(sa.CHAR(32))
class Tree(UserDefinedType):
    def get_col_spec(self, **kw):
        return 'LTREE'
class Flexible(TypeDecorator):
    impl = sa.String
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
class Sized(TypeDecorator):
    impl = sa.String
    def __init__(self, length=36, strict=False):
        self.strict = strict
        super(Sized, self).__init__(length)
    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(self.impl)
class Shape(UserDefinedType):
    def __init__(self, dimensions):
        super().__init__()
        self.dimensions = dimensions
    def get_col_spec(self):
        return f'SHAPE({self.dimensions})'
class Chosen(TypeDecorator):
    impl = sa.String
    def __init__(self, is_text):
        super().__init__()
        self.impl = sa.Text() if is_text else sa.String(5)
`;

describe('columns', () => {
  test.each(COLUMNS)('%s', (column, expected) => {
    expect(stepsOf(`op.add_column('t', ${column})`)).toBe(`add column t ${expected}`);
  });
});

describe('types', () => {
  test.each(TYPES)('%s', (type, expected) => {
    expect(stepsOf(`op.add_column('t', sa.Column('a', ${type}))`, { module: MODULE })).toBe(
      `add column t a ${expected}`,
    );
  });
});

const ERRORS: readonly (readonly [expression: string, expected: string])[] = [
  [`sa.Column('a', sa.Integer(1))`, 'raise TypeError: Integer() takes no arguments'],
  [
    `sa.Column('a', sa.String(1, 2, 3))`,
    'raise TypeError: String.__init__() takes from 1 to 3 positional arguments but 4 were given',
  ],
  [
    `sa.Column('a', 'b')`,
    `raise ArgumentError: 'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got 'b'`,
  ],
  [
    `sa.Column('a', sa.Integer, name='b')`,
    'raise ArgumentError: May not pass name positionally and as a keyword.',
  ],
  [
    `sa.Column('a', sa.Integer, foo=1)`,
    `raise TypeError: Additional arguments should be named <dialectname>_<argument>, got 'foo'`,
  ],
  [
    `sa.Column('a', sa.Integer, server_default=1)`,
    `raise ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class 'int'>'`,
  ],
  [
    `sa.Column('a', sa.Integer, sa.Identity(), server_default='x')`,
    'raise ArgumentError: A column with an Identity object cannot specify a server_default or a server_onupdate argument',
  ],
  [`sa.JSON(foo=1)`, `raise TypeError: JSON.__init__() got an unexpected keyword argument 'foo'`],
  [
    `sa.text('a').bindparams(b=1)`,
    `raise ArgumentError: This text() construct doesn't define a bound parameter named 'b'`,
  ],
];

describe('what SQLAlchemy raises', () => {
  test.each(ERRORS)('%s', (expression, expected) => checkSteps(`x = ${expression}`, expected));
});

const STATEMENTS: readonly (readonly [statement: string, expected: string])[] = [
  [
    `t.update().where(t.c.name == 'a').values(name=None, id=sa.func.coalesce(t.c.id, 1))`,
    `update s.t(id:Integer, name:String, ok) set name=None, id=coalesce(s.t.id, 1) where (s.t.name == 'a')`,
  ],
  [
    `sa.update(t).values({'name': op.inline_literal('b')}).values(name='c')`,
    `update s.t(id:Integer, name:String, ok) set name='c'`,
  ],
  [`t.insert().values([{'id': 1}, {'id': 2}])`, `insert s.t(id:Integer, name:String, ok) {id=1} {id=2}`],
  [
    `t.insert().from_select(['id'], sa.select(t.c.id).where(t.c.id > 1))`,
    `insert s.t(id:Integer, name:String, ok) (id) select s.t.id where (s.t.id > 1)`,
  ],
  [
    `sa.delete(t).where(t.c.id.in_([1, 2]), ~t.c.ok)`,
    `delete s.t(id:Integer, name:String, ok) where (s.t.id in in[1, 2]), not(s.t.ok)`,
  ],
  [
    `sa.delete(t).where(t.c.name == None).where(None != t.c.id)`,
    `delete s.t(id:Integer, name:String, ok) where (s.t.name is NULL), (s.t.id is not NULL)`,
  ],
  [
    `sa.delete(t).where((t.c.id > 1) & (t.c.id < 5) | t.c.ok.is_(True))`,
    `delete s.t(id:Integer, name:String, ok) where or[and[(s.t.id > 1), (s.t.id < 5)], (s.t.ok is true)]`,
  ],
  [
    `sa.delete(t).where(sa.and_(t.c.id == 1, sa.or_(t.c.name.like('a%'), sa.not_(t.c.ok))))`,
    `delete s.t(id:Integer, name:String, ok) where and[(s.t.id == 1), or[(s.t.name like 'a%'), not(s.t.ok)]]`,
  ],
  [
    `sa.select(t.c.id, sa.cast(t.c.name, sa.Text).label('n')).order_by(t.c.id.desc()).limit(5).distinct()`,
    `select distinct s.t.id, cast(s.t.name as Text) as n order by desc(s.t.id) limit 5`,
  ],
  [
    `sa.select(t).where(sa.exists(sa.select(sa.literal_column('1'))))`,
    `select s.t.id, s.t.name, s.t.ok where exists((select literal<1>))`,
  ],
  [
    `t.update().values(name=sa.case((t.c.id == 1, 'x'), else_=t.c.name + 'y'))`,
    `update s.t(id:Integer, name:String, ok) set name=case((s.t.id == 1) -> 'x' else (s.t.name + 'y'))`,
  ],
  [
    `sa.text('a = :a AND b = :b').bindparams(sa.bindparam('a', value=[1], type_=postgresql.ARRAY(sa.Integer)), b=None)`,
    `text("a = :a AND b = :b", a=[1]:postgresql.ARRAY(item_type=Integer), b=None)`,
  ],
  [`sa.text('a = :a').bindparams(sa.bindparam('a', type_=sa.JSON))`, `text("a = :a")`],
  [
    `t.update().values(id=uuid.uuid4())`,
    `update s.t(id:Integer, name:String, ok) set id=?<value of uuid.uuid4 is only known when it runs>`,
  ],
  [
    `t.update().values(id=datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc))`,
    `update s.t(id:Integer, name:String, ok) set id=datetime(2020-1-2 0:0:0.0 utc0)`,
  ],
];

describe('statements', () => {
  test.each(STATEMENTS)('%s', (statement, expected) => {
    const module = `import datetime, uuid\nt = sa.table('t', sa.column('id', sa.Integer), sa.column('name', sa.String), sa.column('ok'), schema='s')`;
    expect(stepsOf(`op.execute(${statement})`, { module })).toBe(`op ${expected}`);
  });
});

test('a type whose values are turned into SQL by the file is unknown for values, known for columns', () => {
  checkSteps(
    `
    made = op.create_table('t', sa.Column('a', Trimmed(3)))
    op.bulk_insert(made, [{'a': ' x'}])`,
    `
    create table t (a String(length=3))
    bulk insert T:t(a:?sqlalchemy.String) {a=' x'}`,
    { module: MODULE },
  );
});

test('assigning create_type is followed, any other attribute makes the type unknown', () => {
  checkSteps(
    `
    e = postgresql.ENUM('a', name='e')
    e.create_type = False
    op.add_column('t', sa.Column('x', e))
    e.schema = 's'
    op.add_column('t', sa.Column('y', e))`,
    `
    add column t x postgresql.ENUM(labels=['a'], name='e', create_type=false)
    add column t y ?postgresql.ENUM`,
  );
});

test('a construct that is not followed and thrown away may raise, or change what it is given', () => {
  checkSteps(
    `
    c = sa.column('p', sa.Integer)
    sa.values(c)
    c.over(rows=5)
    op.execute(sa.select(c))`,
    `
    op select p
    assume: making it is taken to succeed and to change nothing (sqlalchemy.values is not supported)
    assume: making it is taken to succeed and to change nothing (.over of a SQL expression is not supported)`,
  );
});
