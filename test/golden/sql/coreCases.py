# SQLAlchemy Core inside revisions: arrays, labels and names in ORDER BY, correlation, constants, defaults that are SQL.
case("array_literals", '''
t = sa.table('t', sa.column('a', postgresql.ARRAY(sa.Integer)), sa.column('n', sa.Integer))
op.execute(t.update().values(a=postgresql.array([1, 2])))
op.execute(t.update().where(t.c.a == postgresql.array([t.c.n, 2])).values(a=postgresql.array([], type_=sa.Integer)))
op.execute(t.update().values(a=sa.cast(postgresql.array([]), postgresql.ARRAY(sa.Integer))))
op.add_column('t', sa.Column('c', postgresql.ARRAY(sa.Text), server_default=postgresql.array(['x', "y'"])))
op.add_column('t', sa.Column('d', postgresql.ARRAY(sa.Text), server_default=postgresql.array([], type_=sa.Text)))''')
case("like_in_columns", '''
t = sa.table('t', sa.column('a', sa.String), sa.column('b', sa.Integer))
op.execute(sa.select(t.c.a.contains('x'), ~t.c.a.startswith('y')).where(t.c.a.endswith('z')))
op.execute(t.update().values(b=sa.case((t.c.a.contains('x'), 1), else_=0)))''')
case("select_numbers_and_star", '''
t = sa.table('t', sa.column('a', sa.Integer))
op.execute(sa.select(1).where(t.c.a == 1))
op.execute(sa.select('*').select_from(t))
op.execute(t.update().values(a=2).where(sa.exists(sa.select(1).select_from(t))))''')
case("select_text_column", "op.execute(sa.select('a'))")
case("limit_none", '''
t = sa.table('t', sa.column('a', sa.Integer))
op.execute(sa.select(t.c.a).limit(5).limit(None))
op.execute(sa.select(t.c.a).order_by(t.c.a).order_by(None).group_by(t.c.a).group_by(None))''')
case("offset_alone", "t = sa.table('t', sa.column('a', sa.Integer))\nop.execute(sa.select(t.c.a).offset(3))")
case("order_by_names", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.String))
total = (t.c.a + 1).label('Total')
op.execute(sa.select(t.c.a).order_by('b', sa.desc('a')))
op.execute(sa.select(total).order_by(total.desc()).group_by(total))
op.execute(sa.select(total, t.c.b).order_by('Total', sa.nulls_last(sa.asc('b'))).group_by('b'))
op.execute(sa.select(t.c.b).order_by(total))
op.execute(sa.select(t.c.b).group_by(t.c.b).having(sa.func.count() > 1))''')
case("order_by_unknown_name", "t = sa.table('t', sa.column('a', sa.Integer))\nop.execute(sa.select(t.c.a).order_by('zzz'))")
case("correlation", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.Integer))
u = sa.table('u', sa.column('a', sa.Integer), sa.column('c', sa.Integer))
op.execute(t.update().values(b=sa.select(sa.func.max(u.c.c)).where(u.c.a == t.c.a).scalar_subquery()))
op.execute(t.update().values(b=sa.select(sa.func.max(t.c.a)).scalar_subquery()))
op.execute(sa.select(t.c.a).where(t.c.b == sa.select(u.c.c).where(u.c.a == sa.select(t.c.a).where(t.c.b == u.c.c).scalar_subquery()).scalar_subquery()))''')
case("connectives_with_constants", '''
t = sa.table('t', sa.column('a', sa.Integer))
op.execute(t.delete().where(sa.and_(True, t.c.a == 1)))
op.execute(t.delete().where(sa.and_(False, t.c.a == 1)))
op.execute(t.delete().where(sa.or_(False, t.c.a == 1, t.c.a == 2)))
op.execute(t.delete().where(sa.or_(True, t.c.a == 1)))
op.execute(t.delete().where(sa.and_(sa.true(), t.c.a == 1)).where(sa.true()))''')
case("bindparam_none", '''
t = sa.table('t', sa.column('a', sa.Integer))
op.execute(t.delete().where(t.c.a == sa.bindparam('x', value=None)))
op.execute(t.delete().where(t.c.a == None))''')
case("sql_defaults", '''
t = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('at', sa.DateTime, default=sa.func.now()))
op.execute(t.insert().values(a=1))
op.bulk_insert(t, [{'id': 1, 'a': 2}])''')
case("shared_column_objects", '''
key = sa.column('id', sa.Integer)
t = sa.table('t', key, sa.column('a', sa.Integer))
op.execute(t.update().where(key == 1).values(a=2))
whole = sa.Column('id', sa.Integer)
u = sa.Table('u', sa.MetaData(), whole)
op.execute(u.delete().where(whole > 3))''')
case("column_of_two_tables", "c = sa.column('a')\nsa.table('t', c)\nsa.table('u', c)")
case("case_of_values", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.String))
op.execute(t.update().values(b=sa.case(('x', 'y'), (True, 'z'))))''')
case("function_texts", '''
op.execute(sa.select(sa.func.substring('abc', 1, 2), sa.func.substring('abc', 2)))
op.execute(sa.select(sa.func.if_(), sa.func.current_timestamp(3)))''')
case("include_in_create_table", '''
op.create_table('t', sa.Column('a', sa.Integer), sa.Column('b', sa.Integer), sa.PrimaryKeyConstraint('a', postgresql_include=['b']), sa.UniqueConstraint('b', name='u', postgresql_include=['a']))''')
case("foreign_key_not_valid", "op.create_table('t', sa.Column('a', sa.Integer, sa.ForeignKey('u.id', postgresql_not_valid=True)))")
case("enum_without_length", "op.add_column('t', sa.Column('a', sa.Enum('x', 'yy', native_enum=False, length=None)))")
case("unconsumed_after_values", "t = sa.table('t', sa.column('a'))\nop.execute(t.update().values(a=5, z=1))")
case("identity_and_sequence", "op.create_table('t', sa.Column('a', sa.Integer, sa.Identity(), sa.Sequence('s')))")
case("generated_and_default", "op.create_table('t', sa.Column('a', sa.Integer, sa.Computed('1'), server_default='2'))")
case("type_of_the_referred_column", '''
op.create_table('t', sa.Column('id', sa.BigInteger, primary_key=True), sa.Column('up', sa.ForeignKey('t.id')))
op.create_table('u', sa.Column('id', sa.Integer), sa.Column('up'), sa.ForeignKeyConstraint(['up'], ['u.id']))''')
case("blank_column_name", "op.create_table('t', sa.Column('', sa.Integer))")
case("identity_without_autoincrement", "op.create_table('t', sa.Column('a', sa.Integer, sa.Identity(), autoincrement=False))")
case("conflict_clause_in_column_check", "op.create_table('t', sa.Column('a', sa.Integer, sa.CheckConstraint('a > 1', sqlite_on_conflict='FAIL')))")
case("raised_with_a_known_message", "raise ValueError(f'no {op.get_bind().dialect.name}')")
case("on_conflict", '''
from sqlalchemy.dialects.postgresql import insert
t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.String))
op.execute(insert(t).values(a=1, b='x').on_conflict_do_nothing())
op.execute(insert(t).values([{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'y'}]).on_conflict_do_nothing(index_elements=['a']))
op.execute(insert(t).values(a=1, b='x').on_conflict_do_nothing(constraint='a Q'))
op.execute(insert(t).values(a=1, b='x').on_conflict_do_nothing(index_elements=[t.c.a], index_where=t.c.b == 'q'))
new = insert(t).values(a=1, b='x')
op.execute(new.on_conflict_do_update(index_elements=['a'], set_={'b': new.excluded.b}))
op.execute(new.on_conflict_do_update(index_elements=['a'], set_=dict(b='z', a=None), where=t.c.a > 3))
op.execute(new.on_conflict_do_update(constraint='k', set_=dict(b=t.c.b + new.excluded.b)))
op.execute(insert(t).from_select(['a', 'b'], sa.select(t.c.a, t.c.b)).on_conflict_do_nothing())''')
case("on_conflict_with_a_key", '''
from sqlalchemy.dialects.sqlite import insert
t = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer, primary_key=True), sa.Column('b', sa.String))
op.execute(insert(t).values(b='x').on_conflict_do_nothing())
op.execute(insert(t).values(id=1, b='x').on_conflict_do_update(index_elements=[t.c.id], set_={t.c.b: 'y'}))''')
