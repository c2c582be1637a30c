# Expressions by what they are: Booleans where a condition stands, window functions.
TABLES = '''
t = sa.table('t', sa.column('id', sa.Integer), sa.column('f', sa.Boolean), sa.column('g', sa.Boolean), sa.column('j', sa.JSON))
u = sa.table('u', sa.column('id', sa.Integer), sa.column('f', sa.Boolean))'''
case("boolean_cast", TABLES + '''
op.execute(t.delete().where(sa.cast(t.c.id, sa.Boolean)))
op.execute(t.delete().where(~sa.cast(t.c.id, sa.Boolean), t.c.id == 1))
op.execute(t.delete().where(sa.or_(sa.cast(t.c.id, sa.Boolean), t.c.id == 1)))''')
case("boolean_functions", TABLES + '''
op.execute(t.delete().where(sa.func.coalesce(t.c.f, False)))
op.execute(t.delete().where(~sa.func.coalesce(t.c.f, sa.false())))
op.execute(t.delete().where(sa.or_(sa.func.coalesce(sa.column('x'), t.c.f), t.c.id == 1)))
op.execute(t.delete().where(sa.func.coalesce(sa.func.foo(t.c.id), True)))
op.execute(t.delete().where(sa.func.coalesce(t.c.id, t.c.f)))
op.execute(t.delete().where(sa.func.coalesce(t.c.id == 1, False)))
op.execute(t.delete().where(sa.func.coalesce(sa.select(u.c.f).scalar_subquery(), False)))
op.execute(t.delete().where(sa.func.COALESCE(t.c.j['x'].as_boolean(), False)))
op.execute(t.delete().where(sa.func.bool_or(t.c.f)))
op.execute(sa.select(t.c.id).having(sa.func.max(t.c.f)))
op.execute(t.update().values(f=sa.func.coalesce(t.c.f, False), g=~sa.func.coalesce(t.c.f, False)))
op.execute(sa.select(t.c.id).where(sa.func.coalesce(t.c.f, False).is_(True), sa.func.coalesce(t.c.f, False) != False))''')
case("boolean_case", TABLES + '''
op.execute(t.delete().where(sa.case((t.c.id == 1, t.c.f), else_=t.c.id)))
op.execute(t.delete().where(sa.case((t.c.id == 1, True), (t.c.id == 2, None))))
op.execute(t.delete().where(sa.case((t.c.id == 1, t.c.f), (t.c.id == 2, t.c.id))))
op.execute(t.delete().where(~sa.case((t.c.id == 1, sa.true()), else_=sa.false())))
op.execute(t.delete().where(sa.case((sa.func.coalesce(t.c.f, False), 1), else_=0) == 1))''')
case("boolean_subquery", TABLES + '''
op.execute(t.delete().where(sa.select(u.c.f).scalar_subquery()))
op.execute(t.delete().where(~sa.select(u.c.f).scalar_subquery()))
op.execute(t.delete().where(~sa.select(u.c.id).scalar_subquery()))''')
case("boolean_negated_as_column", TABLES + '''
op.execute(sa.select(~t.c.f, ~sa.cast(t.c.id, sa.Boolean)))
op.execute(sa.select(~t.c.f, ~sa.func.coalesce(t.c.f, False), sa.func.coalesce(t.c.g, False)))
op.execute(sa.select(~sa.case((t.c.id == 1, t.c.f)), ~sa.cast(t.c.id + 1, sa.Boolean), (~t.c.g).label('h')))''')
case("window_functions", TABLES + '''
op.execute(sa.select(t.c.id, sa.func.row_number().over(partition_by=t.c.f, order_by=t.c.id)))
op.execute(sa.select(sa.func.row_number().over(partition_by=[t.c.g, t.c.f], order_by=(t.c.id.desc(), t.c.g.asc().nulls_last())).label('rn')))
op.execute(sa.select(sa.func.rank().over(), sa.func.count(t.c.id).over(partition_by=t.c.f), sa.func.count().over(order_by=t.c.id)))
op.execute(sa.select(sa.over(sa.func.row_number(), t.c.g, t.c.id), sa.over(sa.func.random(), order_by=sa.text('id DESC'))))
op.execute(sa.select(sa.func.lag(t.c.id, 1).over(order_by=t.c.id), sa.func.first_value(t.c.g).over(partition_by=t.c.f)))
op.execute(sa.select(sa.func.row_number().over(order_by=u.c.id)).where(u.c.id == t.c.id))''')
case("window_frames", TABLES + '''
op.execute(sa.select(sa.func.sum(t.c.id).over(order_by=t.c.id, rows=(None, 0)), sa.func.sum(t.c.id).over(order_by=t.c.id, rows=(-3, 5))))
op.execute(sa.select(sa.func.sum(t.c.id).over(order_by=t.c.id, range_=(0, None)), sa.func.sum(t.c.id).over(groups=(1, 2))))''')
case("window_frame_twice", TABLES + '''
op.execute(sa.select(sa.func.sum(t.c.id).over(rows=(1, 2), range_=(1, 2))))''')
case("window_by_position", TABLES + '''
op.execute(sa.select(sa.func.row_number().over(t.c.id)))''')
case("window_in_subqueries", TABLES + '''
r = sa.select(t.c.id, sa.func.row_number().over(partition_by=t.c.f, order_by=t.c.id).label('rn')).subquery()
op.execute(t.delete().where(t.c.id.in_(sa.select(r.c.id).where(r.c.rn > 1))))
op.execute(t.update().values(f=True).where(t.c.id == r.c.id, r.c.rn == 1))
n = sa.select(t.c.id, sa.func.row_number().over(order_by=t.c.id).label('rn')).cte('n')
op.execute(t.update().values(id=sa.select(n.c.rn).where(n.c.id == t.c.id).scalar_subquery()))
op.execute(sa.insert(u).from_select(['id', 'f'], sa.select(sa.func.row_number().over(order_by=t.c.id), t.c.f)))''')
case("window_in_expressions", TABLES + '''
op.execute(sa.select((sa.func.row_number().over(order_by=t.c.id) + 1).label('x'), -sa.func.rank().over()))
op.execute(sa.select(sa.func.coalesce(sa.func.max(t.c.id).over(partition_by=t.c.f), 5), sa.func.row_number().over().in_([1, 2])))
op.execute(sa.select(sa.func.max(t.c.id).over(order_by=sa.case((t.c.f, 1), else_=2), partition_by=[sa.and_(t.c.f, t.c.id == 1), t.c.id == 2])))
op.execute(sa.select(sa.func.bool_and(t.c.f).over(), ~sa.func.max(t.c.f).over(order_by=t.c.id)))
op.execute(sa.select(t.c.id).where(sa.func.max(t.c.f).over(order_by=t.c.id)).order_by(sa.func.row_number().over(order_by=t.c.id)))''')
case("window_with_placeholders", TABLES + '''
op.execute(sa.select(sa.func.sum(t.c.id).over(order_by=t.c.id + 5, rows=(-3, 7))).where(t.c.id == 3))''', literal_binds=False)
case("window_frame_of_one", TABLES + '''
sa.func.sum(t.c.id).over(rows=5)''')
