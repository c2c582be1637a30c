# The same expressions in other places: labels are numbered over a whole statement, a default keeps the table of its columns.
case("labels_of_subqueries", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('q', sa.Integer))
u = sa.table('u', sa.column('b', sa.Integer))
op.execute(t.update().values(q=sa.select(sa.func.count(u.c.b)).scalar_subquery()).where(t.c.a == sa.select(sa.func.count(u.c.b)).scalar_subquery()))
op.execute(sa.select(sa.func.count(t.c.a), sa.select(sa.func.count(u.c.b)).scalar_subquery()))
op.execute(sa.select(t.c.a + 1, sa.select(u.c.b + 1).scalar_subquery()))
same = sa.select(sa.func.max(u.c.b)).scalar_subquery()
op.execute(t.update().values(q=same).where(t.c.a > same))''')
case("default_of_columns", '''
t = sa.table('t', sa.column('a', sa.Integer))
op.add_column('u', sa.Column('q', sa.Boolean, server_default=t.c.a.in_([1, 2])))
op.add_column('u', sa.Column('q', sa.Boolean, server_default=sa.not_(sa.or_(t.c.a == 1, t.c.a == 2))))
op.alter_column('u', 'q', server_default=t.c.a + 1)''')
case("select_of_a_select", "op.execute(sa.select(sa.select(sa.literal(1))))")
