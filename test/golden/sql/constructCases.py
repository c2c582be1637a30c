# Families of cases out of SQLAlchemy's own tests: what is executed without being a statement, conditions of one value, defaults of an
# UPDATE, flags and names of columns, constraints that come with their columns.
case("lone_expressions", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.Boolean))
op.execute(sa.func.now())
op.get_bind().execute(sa.func.count(t.c.a))
op.execute(sa.func.foo(1).label('x'))
op.execute(t.c.a)
op.execute(t.c.a == 5)
op.execute(sa.literal(5))
op.execute(sa.case((t.c.a == 1, 'x'), else_='y'))
op.execute(sa.and_(t.c.a == 1, t.c.b))
op.execute(sa.exists(sa.select(t.c.a)))''')
case("conditions_of_one_value", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.Boolean))
op.execute(sa.and_(sa.and_(True), t.c.a == 1))
op.execute(sa.or_(sa.and_(False, True), t.c.a == 1))
op.execute(sa.and_(t.c.b))
op.execute(sa.select(sa.case((sa.and_(True, True), 1))))
op.execute(sa.func.foo(sa.and_(t.c.b)))
op.execute(t.update().where(sa.and_(True)).where(t.c.a == 1).values(a=1))
op.execute(t.update().where(sa.true()).where(t.c.a == 1).values(a=1))
op.execute(sa.not_(sa.and_(True)))
op.execute(sa.or_(~sa.and_(sa.true())))
op.execute(sa.literal(True) & sa.literal(True))
op.execute(t.c.b == sa.and_(True))''')
case("negated_values", '''
op.execute(sa.select(sa.not_(True)))
op.execute(sa.select(sa.not_(sa.or_(sa.literal(False), sa.literal(True)))))
op.execute(sa.select(sa.and_(sa.literal(True), sa.literal(False))))''')
case("cast_of_label", '''
t = sa.table('t', sa.column('a', sa.String))
op.execute(sa.select(sa.cast(t.c.a.label('foo'), sa.Integer)))''')
case("columns_cast_beside_themselves", '''
t = sa.table('t', sa.column('a', sa.Float))
op.execute(sa.select(t.c.a, sa.cast(t.c.a, sa.Numeric)))''')
case("update_with_onupdate", '''
u = sa.table('u', sa.column('id', sa.Integer))
t = op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('at', sa.DateTime, onupdate=sa.func.now()), sa.Column('n', sa.Integer, onupdate=5), sa.Column('m', sa.Integer, onupdate=sa.select(sa.func.max(u.c.id)).scalar_subquery()))
op.execute(t.update().values(a=1))
op.execute(t.update().where(t.c.id == 1).values(n=1))''')
case("defaults_without_literal_binds", '''
t = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('z', sa.Integer, default=3), sa.Column('y', sa.Integer, default=sa.text('1+1'), onupdate=4))
op.execute(t.update().values(a=1))
op.execute(t.insert().values(a=1))
op.execute(t.insert().values([{'a': 1}, {'a': 2}]))
op.bulk_insert(t, [{'a': 1}])''', literal_binds=False)
case("identity_flags", '''
op.create_table('t', sa.Column('a', sa.Integer, sa.Identity('by default', start=3)))
op.add_column('t', sa.Column('b', sa.Integer, sa.Identity(always=1, cycle='yes')))
op.add_column('t', sa.Column('c', sa.Integer, sa.Identity(always=0)))''')
case("add_column_identity_without_autoincrement", "op.add_column('t', sa.Column('a', sa.Integer, sa.Identity(), autoincrement=False))")
case("add_column_blank", "op.add_column('t', sa.Column('', sa.Integer))")
case("default_clause", '''
op.create_table('t', sa.Column('a', sa.Integer, sa.DefaultClause('1')), sa.Column('b', sa.Integer, server_default=sa.DefaultClause(sa.text('2'))))
op.add_column('t', sa.Column('c', sa.Integer, sa.DefaultClause('3')))''')
case("foreign_key_gives_type", '''
a = sa.Table('a', sa.MetaData(), sa.Column('k', sa.BigInteger, primary_key=True))
op.create_table('b', sa.Column('a_k', None, sa.ForeignKey(a.c.k)))''')
case("add_column_type_of_foreign_key", '''
a = sa.Table('a', sa.MetaData(), sa.Column('k', sa.BigInteger, primary_key=True))
op.add_column('b', sa.Column('a_k', None, sa.ForeignKey(a.c.k)))''')
case("constraint_of_column_objects", '''
a, b = sa.Column('a', sa.Integer), sa.Column('b', sa.Integer)
op.create_table('t', a, b, sa.UniqueConstraint(a, b), sa.CheckConstraint(a > b))''')
case("sqlite_date_formats", '''
from sqlalchemy.dialects import sqlite
op.add_column('t', sa.Column('a', sa.DateTime().with_variant(sqlite.DATETIME(storage_format='%(year)04d-%(month)02d', regexp='x'), 'sqlite')))''')
