// Every op.* directive with its parameters, as Alembic takes them.
import { describe, test } from 'vitest';
import { checkSteps } from './checkSteps';

const CASES: readonly (readonly [title: string, body: string, expected: string])[] = [
  [
    'create_table keeps what was written, in order',
    `op.create_table('t', sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('o_id', sa.Integer(), sa.ForeignKey('s.other.id', ondelete='CASCADE', name='fkx'), index=True),
        sa.Column('name', sa.String(20), server_default='x', unique=True, comment='c'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_t')), sa.UniqueConstraint('o_id', 'name'),
        sa.CheckConstraint('o_id > 0', name='ck'),
        sa.ForeignKeyConstraint(['o_id'], ['u.id'], deferrable=True, initially='DEFERRED'),
        sa.Index('ix', 'name', unique=True), schema='app', comment='tbl', mysql_engine='InnoDB')`,
    `create table app.t (id Integer not-null; o_id Integer index {fk fkx() -> s.other(id) ondelete=CASCADE}; name String(length=20) default="x" unique comment=c; primary key f(pk_t)(id); unique unnamed(o_id, name); check ck(text("o_id > 0")); fk unnamed(o_id) -> u(id) deferrable=true initially=DEFERRED; unique index ix(name)) comment=tbl [mysql_engine='InnoDB']`,
  ],
  [
    'create_table options',
    `op.create_table('t', if_not_exists=True, prefixes=['TEMPORARY'], schema=None)`,
    `create table t if-not-exists () prefixes=TEMPORARY`,
  ],
  [
    'constraints apply in the order their objects were made',
    `
    late = sa.CheckConstraint('a > 1', name='first')
    op.create_table('t', sa.Column('a', sa.Integer), sa.CheckConstraint('a > 2', name='second'), late)`,
    `create table t (a Integer; check first(text("a > 1")); check second(text("a > 2")))`,
  ],
  [
    'what is no schema item is passed over',
    `op.create_table('t', 'x', None, [sa.Column('a', sa.Integer)])`,
    `create table t ()`,
  ],
  ['drop_table', `op.drop_table('t', schema='s', if_exists=True)`, `drop table s.t if-exists`],
  ['rename_table', `op.rename_table('a', 'b', schema='s')`, `rename table s.a to b`],
  [
    'add_column',
    `op.add_column('t', sa.Column('c', sa.Text(), nullable=False), schema='s', if_not_exists=True, inline_references=True, inline_primary_key=True)`,
    `add column s.t c Text not-null if-not-exists inline-references inline-primary-key`,
  ],
  [
    'drop_column',
    `op.drop_column('t', 'c', schema='s', if_exists=True, mssql_drop_default=True)`,
    `drop column s.t c if-exists [mssql_drop_default=true]`,
  ],
  [
    'alter_column tells absent, None and given apart',
    `
    op.alter_column('t', 'c', nullable=False, server_default=None, comment=None, existing_type=sa.Integer())
    op.alter_column('t', 'c', new_column_name='d', type_=sa.String, server_default=sa.text('now()'), comment='hi',
        existing_server_default='x', existing_nullable=True, existing_comment='old', schema='s', postgresql_using='c::text')
    op.alter_column('t', 'c')`,
    `
    alter column t c nullable=false comment=None default=None existing-type=Integer
    alter column s.t c comment=hi default=text("now()") name=d type=String existing-default="x" existing-nullable=true existing-comment=old [postgresql_using='c::text']
    alter column t c`,
  ],
  [
    'create_index',
    `
    op.create_index(op.f('i'), 't', ['a', sa.text('lower(b)'), sa.column('c').desc().nullslast()], unique=True, schema='s',
        if_not_exists=True, postgresql_using='gin', postgresql_ops={'a': 'o'}, postgresql_where=sa.text('a > 1'), postgresql_include=['d'])
    op.create_index('i', 't', 'abc')
    op.create_index(None, 't', [sa.func.lower(sa.column('x'))], postgresql_concurrently=True)`,
    `
    create unique index f(i)(a, text("lower(b)"), nulls last(desc(c))) [postgresql_using='gin', postgresql_ops={'a': 'o'}, postgresql_where=text("a > 1"), postgresql_include=['d']] on s.t if-not-exists
    create index i(a, b, c) on t
    create index unnamed(lower(x)) [postgresql_concurrently=true] on t`,
  ],
  [
    'drop_index',
    `
    op.drop_index('i')
    op.drop_index(op.f('i'), table_name='t', schema='s', if_exists=True, postgresql_concurrently=True)
    op.drop_index('i', schema='s')`,
    `
    drop index i
    drop index f(i) on s.t if-exists [postgresql_concurrently=true]
    drop index i schema=s`,
  ],
  [
    'create_foreign_key',
    `op.create_foreign_key(None, 't', 'u', ['a', 'b'], ['c', 'd'], onupdate='CASCADE', ondelete='SET NULL', match='FULL',
        deferrable=False, initially='IMMEDIATE', use_alter=True, source_schema='s', referent_schema='r', postgresql_not_valid=True)`,
    `create constraint s.t fk unnamed(a, b) -> r.u(c, d) ondelete=SET NULL onupdate=CASCADE match=FULL use-alter deferrable=false initially=IMMEDIATE [postgresql_not_valid=true]`,
  ],
  [
    'create_unique_constraint, create_primary_key, create_check_constraint',
    `
    op.create_unique_constraint('uq', 't', ['a', 'B'], schema='s', deferrable=True, initially='DEFERRED')
    op.create_unique_constraint('uq', 't', 'ab', info={})
    op.create_primary_key('pk', 't', ['b', 'a'])
    op.create_check_constraint('ck', 't', "a = 'x'", postgresql_not_valid=True)
    op.create_check_constraint(op.f('ck'), 't', sa.column('a').in_(['x', 1]))`,
    `
    create constraint s.t unique uq(a, B) deferrable=true initially=DEFERRED
    create constraint t unique uq(a, b)
    create constraint t primary key pk(b, a)
    create constraint t check ck(text("a = 'x'")) [postgresql_not_valid=true]
    create constraint t check f(ck)((a in in['x', 1]))`,
  ],
  [
    'create_exclude_constraint',
    `op.create_exclude_constraint('ex', 't', (sa.column('period'), '&&'), ('grp', '='), where=sa.text('x'), using='gist', schema='s')`,
    `create constraint s.t exclude ex(period &&, grp =) using=gist where text("x")`,
  ],
  [
    'drop_constraint',
    `
    op.drop_constraint('f', 't', type_='foreignkey', schema='s', if_exists=True)
    op.drop_constraint(None, 't', 'unique')`,
    `
    drop constraint s.t f type=foreignkey if-exists
    drop constraint t unnamed type=unique`,
  ],
  [
    'comments',
    `
    op.create_table_comment('t', "it's", existing_comment='x', schema='s')
    op.drop_table_comment('t', existing_comment='x')`,
    `
    comment s.t comment=it's existing=x
    drop comment t existing=x`,
  ],
  [
    'bulk_insert into sa.table, with None, and into what create_table returns',
    `
    t = sa.table('t', sa.column('id', sa.Integer), sa.column('x'))
    op.bulk_insert(t, [{'id': 1, 'x': None}, {'x': 'y'}], multiinsert=False)
    op.bulk_insert(t, [])
    made = op.create_table('u', sa.Column('id', sa.Integer, primary_key=True), sa.Column('d', sa.String, default='z'))
    op.bulk_insert(made, [{'id': op.inline_literal(4)}])`,
    `
    bulk insert t(id:Integer, x) {id=1, x=None} {x='y'} one-by-one
    bulk insert t(id:Integer, x)
    create table u (id Integer pk; d String client-default='z')
    bulk insert T:u(id:Integer!, d:String=) {id=inline 4}`,
  ],
  [
    'execute takes text, text() and constructs',
    `
    op.execute('SELECT :x')
    op.execute(sa.text('SELECT :x').bindparams(x=5))
    op.execute(sqltext=sa.DDL('ANALYZE'), execution_options={'a': 1})
    op.execute(sa.schema.CreateSequence(sa.Sequence('s', start=5, schema='x')))
    op.execute(sa.schema.CreateSchema('x', if_not_exists=True))`,
    `
    op text("SELECT :x")
    op text("SELECT :x", x=5)
    op ddl "ANALYZE"
    op createSequence x.s (start=5)
    op createSchema x if-exists`,
  ],
];

const BATCH: readonly (readonly [title: string, body: string, expected: string])[] = [
  [
    'batch directives know their table; op.execute runs before the batch',
    `
    with op.batch_alter_table('t', schema='s') as b:
        b.add_column(sa.Column('a', sa.Integer()), insert_after='x')
        op.execute('SELECT 1')
        b.alter_column('a', nullable=False, insert_before='q')
        b.create_index(b.f('ix'), ['a'], unique=True)
        b.drop_index('old')
        b.create_foreign_key('fk', 'u', ['a'], ['id'], referent_schema='r')
        b.create_unique_constraint('uq', ['a'])
        b.create_check_constraint('ck', 'a > 0')
        b.create_primary_key('pk', ['a'])
        b.drop_constraint('c', type_='check')
        b.drop_column('z')
        b.create_table_comment('c')
        b.drop_table_comment()`,
    `
    op text("SELECT 1")
    batch s.t:
      add column s.t a Integer after=x
      alter column s.t a nullable=false before=q
      create unique index f(ix)(a) on s.t
      drop index old on s.t
      create constraint s.t fk fk(a) -> r.u(id)
      create constraint s.t unique uq(a)
      create constraint s.t check ck(text("a > 0"))
      create constraint s.t primary key pk(a)
      drop constraint s.t c type=check
      drop column s.t z
      comment s.t comment=c
      drop comment s.t`,
  ],
  [
    'batch parameters',
    `
    t = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer(), primary_key=True), sa.UniqueConstraint('id', name='u'))
    with op.batch_alter_table('t', recreate='always', copy_from=t, table_args=(sa.CheckConstraint('x'),),
            partial_reordering=[('a', 'b')], naming_convention={'uq': 'uq_%(table_name)s'}) as b, op.get_context().autocommit_block():
        b.drop_column('z')`,
    `
    autocommit begin
    autocommit end
    batch t recreate=always copy-from (id Integer pk; unique u(id)) args (check unnamed(text("x"))) order a<b convention uq=uq_%(table_name)s:
      drop column t z`,
  ],
  [
    'an unknown part of a batch is an opaque step of the batch',
    `
    from app.models import COLUMN
    with op.batch_alter_table('t') as b:
        b.add_column(COLUMN)
        b.drop_column('z')`,
    `
    batch t:
      opaque: value of app.models.COLUMN is not known without running project code
      drop column t z`,
  ],
  [
    'an exception in the block runs nothing of the batch',
    `
    with op.batch_alter_table('t') as b:
        b.drop_column('z')
        raise ValueError('no')`,
    `raise ValueError: no`,
  ],
  [
    'autocommit_block, whose end also comes when it raises',
    `
    with op.get_context().autocommit_block():
        op.execute('x')
        raise RuntimeError`,
    `
    autocommit begin
    op text("x")
    autocommit end
    raise RuntimeError:`,
  ],
];

const ERRORS: readonly (readonly [body: string, expected: string])[] = [
  [`op.add_column('t')`, `raise TypeError: add_column() missing 1 required positional argument: 'column'`],
  [
    `op.create_foreign_key('a', 'b')`,
    `raise TypeError: create_foreign_key() missing 3 required positional arguments: 'referent_table', 'local_cols', and 'remote_cols'`,
  ],
  [
    `op.add_column('t', sa.Column('a', sa.Integer()), 1, 2)`,
    `raise TypeError: add_column() takes 3 positional arguments but 5 were given`,
  ],
  [
    `op.drop_index('t', 'a', 'b')`,
    `raise TypeError: drop_index() takes from 2 to 3 positional arguments but 4 were given`,
  ],
  [
    `op.drop_constraint('x', 't', type='check')`,
    `raise TypeError: drop_constraint() got an unexpected keyword argument 'type'`,
  ],
  [
    `op.drop_table('t', table_name='t')`,
    `raise TypeError: drop_table() got multiple values for argument 'table_name'`,
  ],
  [
    `op.batch_alter_table()`,
    `raise TypeError: AbstractOperations.batch_alter_table() missing 1 required positional argument: 'table_name'`,
  ],
  [
    `op.drop_constraint('x', 't', 'foreign_key')`,
    `raise TypeError: 'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None`,
  ],
  [
    `op.create_index('a', 'b', ['c'], foo=1)`,
    `raise TypeError: Additional arguments should be named <dialectname>_<argument>, got 'foo'`,
  ],
  [
    `op.create_index('a', 'b', ['c'], postgresql_foo=1)`,
    `raise ArgumentError: Argument 'postgresql_foo' is not accepted by dialect 'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Index'>`,
  ],
  [`op.create_index('i', 't', None)`, `raise TypeError: 'NoneType' object is not iterable`],
  [
    `op.create_foreign_key('a', 't', 'u', ['x'], ['y', 'z'])`,
    `raise ArgumentError: ForeignKeyConstraint number of constrained columns must match the number of referenced columns.`,
  ],
  [`op.bulk_insert(sa.table('t'), ({'a': 1},))`, `raise TypeError: List expected`],
  [`op.bulk_insert(sa.table('t'), [1])`, `raise TypeError: List of dictionaries expected`],
  [
    `op.create_table('t', sa.Column('a', sa.Integer), sa.Column('a', sa.Text))`,
    `raise DuplicateColumnError: A column with name 'a' is already present in table 't'.`,
  ],
  [
    `op.create_table('t', sa.Column('a', sa.Integer), sa.UniqueConstraint('b'))`,
    `raise ConstraintColumnNotFoundError: Can't create UniqueConstraint on table 't': no column named 'b' is present.`,
  ],
  [
    `op.create_table('t', sa.Column('a', sa.Integer), sa.Index('i', 'b'), sa.PrimaryKeyConstraint('c'))`,
    `raise ConstraintColumnNotFoundError: Can't create Index on table 't': no column named 'b' is present.`,
  ],
  [`op.foo()`, `opaque: op.foo() is not a directive of Alembic that is followed`],
  [`op.drop_index(None)`, `opaque: the index has no name`],
];

describe('directives', () => {
  test.each(CASES)('%s', (_, body, expected) => checkSteps(body, expected));
});

describe('batch', () => {
  test.each(BATCH)('%s', (_, body, expected) => checkSteps(body, expected));
});

describe('wrong arguments', () => {
  test.each(ERRORS)('%s', (body, expected) => checkSteps(body, expected));
});
