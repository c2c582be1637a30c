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
