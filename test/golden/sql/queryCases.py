# Queries of more than one table inside revisions: joins, subqueries, CTEs, UNION, EXISTS, RETURNING, correlation.
TABLES = '''
t = sa.table('t', sa.column('id', sa.Integer), sa.column('a', sa.Integer), sa.column('b', sa.String))
u = sa.table('u', sa.column('id', sa.Integer), sa.column('t_id', sa.Integer), sa.column('c', sa.String), schema='s')
v = sa.table('v', sa.column('u_id', sa.Integer), sa.column('on', sa.Boolean))'''
case("join_of_tables", TABLES + '''
j = t.join(u, u.c.t_id == t.c.id)
op.execute(sa.select(t.c.a, u.c.c).select_from(j))
op.execute(sa.select(t.c.a).select_from(t.outerjoin(u, sa.and_(u.c.t_id == t.c.id, u.c.c == 'x'))).where(u.c.id == None))
op.execute(sa.select(v.c.on).select_from(j.join(v, v.c.u_id == u.c.id)))
op.execute(sa.select(t.c.a).select_from(t.join(u.join(v, v.c.on), u.c.t_id == t.c.id, isouter=True)))
op.execute(sa.select(t.c.a).select_from(sa.join(t, u, u.c.t_id == t.c.id, full=True)))
op.execute(sa.select(t.c.a).select_from(sa.outerjoin(t, u, sa.or_(u.c.t_id == t.c.id, u.c.id == 1))).where(v.c.u_id == t.c.id))''')
case("join_of_select", TABLES + '''
op.execute(sa.select(t.c.a).join(u, u.c.t_id == t.c.id))
op.execute(sa.select(t.c.a, u.c.c).select_from(t).join(u, u.c.t_id == t.c.id).outerjoin(v, v.c.u_id == u.c.id).where(t.c.a > 1))
op.execute(sa.select(t.c.a).join_from(t, u, u.c.t_id == t.c.id))
op.execute(sa.select(sa.func.count()).select_from(t).join(u, u.c.t_id == t.c.id, isouter=True).group_by(t.c.b).having(sa.func.count(u.c.id) > 1))
op.execute(sa.select(t.c.a, u.c.c).join(v, v.c.u_id == u.c.id))
op.execute(sa.select(t.c.a).outerjoin(u, u.c.t_id == t.c.id, full=True).order_by('b', u.c.c.desc()))''')
case("join_of_select_ambiguous", TABLES + '''
op.execute(sa.select(t.c.a, u.c.c).join(v, sa.true()))''')
case("join_in_writes", TABLES + '''
op.execute(t.update().values(a=1).where(t.c.id.in_(sa.select(u.c.t_id).select_from(u.join(v, v.c.u_id == u.c.id)))))
op.execute(t.delete().where(t.c.id.not_in(sa.select(u.c.t_id).join(v, v.c.u_id == u.c.id))))
op.execute(t.update().values(b=sa.select(u.c.c).select_from(u.join(v, v.c.u_id == u.c.id)).where(u.c.t_id == t.c.id).scalar_subquery()))
op.execute(sa.insert(t).from_select(['a', 'b'], sa.select(u.c.id, u.c.c).join(v, v.c.u_id == u.c.id).where(v.c.on)))''')
case("subqueries_in_from", TABLES + '''
s = sa.select(u.c.t_id, sa.func.count().label('n')).group_by(u.c.t_id).subquery()
named = sa.select(u.c.t_id, u.c.c, sa.cast(u.c.id, sa.String)).where(u.c.c == 'x').subquery('w')
op.execute(sa.select(s.c.n).where(s.c.n > 3))
op.execute(sa.select(t.c.a, named.c.c).join(named, named.c.t_id == t.c.id))
op.execute(t.update().values(a=s.c.n).where(t.c.id == s.c.t_id))
op.execute(t.update().values(b=named.c.c).where(t.c.id == named.c.t_id))
op.execute(sa.select(s.c.t_id, sa.func.max(t.c.a)).where(s.c.t_id == t.c.id))
op.execute(sa.select(sa.func.count()).select_from(s))
op.execute(sa.select(s))
op.execute(t.delete().where(t.c.id.in_(sa.select(named.c.t_id))))''')
case("delete_using_subquery", TABLES + '''
s = sa.select(u.c.t_id).where(u.c.c == 'x').subquery()
op.execute(t.delete().where(t.c.id == s.c.t_id))''')
case("subquery_within_subquery", TABLES + '''
inner = sa.select(t.c.id, t.c.a).subquery()
outer = sa.select(inner.c.a, sa.func.lower('X').label('x')).where(inner.c.id > 1).subquery()
op.execute(sa.select(outer.c.a, outer.c.x))
op.execute(sa.select(outer.c.a, sa.func.max(inner.c.id)).where(outer.c.a == inner.c.a))''')
case("aliases_without_name", TABLES + '''
x = t.alias()
y = t.alias()
op.execute(sa.select(x.c.a, y.c.a + 1).where(x.c.id == y.c.a))
op.execute(sa.select(t.c.a).join(y, y.c.a == t.c.id))
op.execute(t.update().values(a=sa.select(x.c.a).where(x.c.id == t.c.a).scalar_subquery()))
op.execute(u.update().values(c=u.alias('p').c.c).where(u.c.id == 1))''')
case("ctes", TABLES + '''
c = sa.select(u.c.t_id, sa.func.min(u.c.id).label('low')).group_by(u.c.t_id).cte('lows')
d = sa.select(c.c.low).where(c.c.t_id > 5).cte('d')
op.execute(sa.select(c.c.low).where(c.c.t_id == 1))
op.execute(sa.select(d.c.low, c.c.t_id).join(c, c.c.low == d.c.low))
op.execute(t.update().values(a=c.c.low).where(t.c.id == c.c.t_id))
op.execute(t.delete().where(t.c.id.in_(sa.select(c.c.low))))
op.execute(sa.insert(t).from_select(['a'], sa.select(c.c.low)))
op.execute(sa.select(t.c.a).where(t.c.id == sa.select(d.c.low).scalar_subquery()))''')
case("cte_without_name", TABLES + '''
c = sa.select(u.c.t_id, sa.func.lower(u.c.c).label('l')).cte()
op.execute(sa.select(c.c.l))''')
case("unions", TABLES + '''
a = sa.select(t.c.id, t.c.b).where(t.c.a == 1)
b = sa.select(u.c.id, u.c.c)
op.execute(sa.union(a, b))
op.execute(a.union_all(b).order_by('id').limit(3))
op.execute(sa.intersect(a, b, a.order_by(t.c.a)))
op.execute(a.except_(b.limit(1)))
op.execute(sa.insert(t).from_select(['id', 'b'], sa.union_all(a, b)))
op.execute(t.delete().where(t.c.id.in_(sa.union(sa.select(u.c.id), sa.select(v.c.u_id)))))
both = sa.union(a, b).subquery('both')
op.execute(sa.select(both.c.id).where(both.c.b == 'x'))
op.execute(sa.select(sa.union_all(a, b).cte('both').c.b))
op.execute(sa.union(a, sa.union_all(b, a)))''')
case("union_counts", TABLES + '''
op.execute(sa.union(sa.select(t.c.id), sa.select(u.c.id, u.c.c)))''')
case("exists_forms", TABLES + '''
op.execute(t.update().values(a=1).where(sa.exists().where(u.c.t_id == t.c.id)))
op.execute(t.update().values(a=1).where(~sa.exists(u.c.id).where(u.c.t_id == t.c.id)))
op.execute(t.delete().where(sa.exists(sa.select(u.c.id).join(v, v.c.u_id == u.c.id).where(u.c.t_id == t.c.id))))
op.execute(sa.select(t.c.a).where(sa.exists().select_from(u).where(u.c.c == 'x')))
op.execute(sa.select(sa.exists(u.c.id).where(u.c.c == 'x')))''')
case("correlate", TABLES + '''
op.execute(t.update().values(a=sa.select(sa.func.max(u.c.id)).where(u.c.t_id == t.c.id).correlate(t).scalar_subquery()))
op.execute(sa.select(t.c.a, sa.select(sa.func.count(u.c.id)).where(u.c.t_id == t.c.id).correlate(t).scalar_subquery()))
op.execute(sa.select(t.c.a).where(t.c.a == sa.select(sa.func.max(t.c.a)).correlate(None).scalar_subquery()))
op.execute(sa.select(t.c.a).where(sa.exists().where(u.c.t_id == t.c.id).correlate(t)))
op.execute(sa.select(t.c.a).where(t.c.a.in_(sa.select(u.c.id).where(sa.exists().where(v.c.u_id == t.c.id).correlate(t)))))''')
case("correlate_to_nothing", TABLES + '''
op.execute(t.update().values(a=sa.select(u.c.id).where(u.c.t_id == t.c.id).scalar_subquery()).where(t.c.b == u.c.c))''')
case("returning", TABLES + '''
op.execute(t.update().values(a=1).where(t.c.id == 2).returning(t.c.id, t.c.a))
op.execute(t.delete().where(t.c.id == 2).returning(t.c.b.label('x')))
op.execute(t.insert().values(a=1).returning(t.c.id))
op.execute(u.insert().values([{'c': 'x'}, {'c': 'y'}]).returning(u.c.id, sa.func.lower(u.c.c), sa.literal_column('1')))
op.execute(sa.insert(t).from_select(['a'], sa.select(u.c.id)).returning(t))
op.execute(postgresql.insert(t).values(a=1).on_conflict_do_nothing().returning(t.c.id))''')
case("returning_of_table", '''
m = sa.MetaData()
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String))
op.execute(t.insert().values(a='x').returning(t.c.a))
op.execute(t.insert().values(a='x').returning(t.c.id, t.c.a))
op.execute(t.update().values(a='x').returning(t))''')
case("distinct_on", TABLES + '''
op.execute(sa.select(t.c.a, t.c.b).distinct(t.c.a).order_by(t.c.a))
op.execute(sa.select(t.c.a).distinct(t.c.a, t.c.b))''')
case("add_columns", TABLES + '''
op.execute(sa.select(t.c.a).add_columns(u.c.c, sa.func.now()).where(u.c.t_id == t.c.id))''')
case("queries_with_placeholders", TABLES + '''
a = sa.table('a', sa.column('a', sa.Integer), sa.column('lower', sa.String))
x = a.alias()
s = sa.select(u.c.t_id).where(u.c.c == 'x').subquery()
op.execute(sa.select(x.c.a).where(x.c.a == 5))
op.execute(sa.select(sa.func.lower(a.c.lower)).where(a.c.lower == 'q'))
op.execute(sa.select(s.c.t_id + 1).where(s.c.t_id == 5))
op.execute(t.update().values(a=s.c.t_id).where(t.c.id == s.c.t_id, t.c.a == 7))
op.execute(sa.select(t.c.a).join(u, sa.and_(u.c.t_id == t.c.id, u.c.c == 'j')).where(t.c.a == 9))
op.execute(sa.union(sa.select(t.c.a).where(t.c.a == 1), sa.select(t.c.a).where(t.c.a == 2)))
c = sa.select(u.c.t_id).where(u.c.t_id == 3).cte('c')
op.execute(sa.select(t.c.a).where(t.c.a == 4).join(c, c.c.t_id == t.c.id))
op.execute(t.update().values(a=1).where(t.c.id == 2).returning(t.c.id))''', literal_binds=False)
JSON = '''
t = sa.table('t', sa.column('id', sa.Integer), sa.column('a', sa.String), sa.column('g', sa.JSON), sa.column('j', postgresql.JSON), sa.column('b', postgresql.JSONB))'''
case("json_items", JSON + '''
op.execute(sa.select(t.c.g['x'], t.c.j['x']))
op.execute(sa.select(t.c.b['x']))
op.execute(sa.select(t.c.g[0]).where(t.c.g['x'] != None))
op.execute(sa.select(t.c.id).where(t.c.b['x'].is_(None)))
op.execute(sa.select(t.c.g['x']['y'], t.c.j['x'][1]['z']))
op.execute(sa.select(t.c.b['x']['y']))''')
case("json_as_values", JSON + '''
op.execute(sa.select(t.c.g['x'].as_string()).where(t.c.g['x'].as_string() == 'y'))
op.execute(sa.select(t.c.b['x'].as_string()).where(t.c.b['x'].as_string() == 'y'))
op.execute(t.update().values(a=t.c.j['x'].as_string()).where(t.c.j['n'].as_integer() > 3, t.c.j['f'].as_float() < 1.5))
op.execute(t.delete().where(t.c.g['x'].as_boolean() == True))
op.execute(t.delete().where(t.c.g['x'].as_boolean()))
op.execute(sa.select(t.c.g['x']['y'].as_string(), t.c.b['x']['y'].as_integer()))
op.execute(sa.select(t.c.id).where(t.c.g['x'].as_string().in_(['a', 'b'])))
op.execute(sa.select(t.c.id).where(t.c.g['x'].as_string().like('a%')))
op.execute(sa.select(sa.func.lower(t.c.g['x'].as_string())).where(sa.func.lower(t.c.g['x'].as_string()) == 'q'))
op.execute(sa.select(sa.cast(t.c.g['x'].as_string(), sa.Integer)))
op.execute(sa.select(t.c.g['x'].as_string().label('x')).order_by(t.c.g['x'].as_string()))
op.execute(t.update().values(a=t.c.g['x'].as_string() + 'z'))
op.execute(sa.select(t.c.g['x'].as_numeric(10, 2)))''')
case("json_astext", JSON + '''
op.execute(sa.select(t.c.j['x'].astext, t.c.b['x'].astext))
op.execute(sa.select(t.c.id).where(t.c.j['x'].astext == 'y', t.c.b['x'].astext.is_(None)))
op.execute(sa.select(sa.cast(t.c.b['x'].astext, sa.Integer)).where(sa.cast(t.c.b['x'].astext, sa.Integer) > 1))
op.execute(t.update().values(a=t.c.b['x'].astext).where(t.c.b['x'].astext.like('a%')))
op.execute(t.delete().where(t.c.b['x'].astext.in_(['a', 'b'])))
op.execute(t.delete().where(sa.func.lower(t.c.b['x'].astext) == 'a'))''')
case("json_paths", JSON + '''
op.execute(sa.select(t.c.g['x', 'y'], t.c.b[('x', 1)]))
op.execute(sa.select(t.c.g[['x', 'y']].as_string()).where(t.c.g[('x', 'y')].as_string() == 'q'))
op.execute(sa.select(t.c.b[('x', 'y')].astext).where(t.c.b[('x', 'y')].astext == 'q'))''')
case("json_astext_of_generic", JSON + '''
op.execute(sa.select(t.c.g['x'].astext))''')
case("json_quoted", JSON + '''
op.execute(sa.select(t.c.g["it's"].as_string(), t.c.g['a"b']))
op.execute(t.update().values(a=t.c.g['x'].as_string()).where(t.c.g['x'].as_string().is_not(None)))
op.execute(t.update().values(a=sa.case((t.c.g['x'].as_string() == 'p', 'q'), else_=t.c.g['z'].as_string())))
op.execute(t.update().values(a=sa.func.coalesce(t.c.g['x'].as_string(), 'q')))
op.execute(sa.select(t.c.id).where(~(t.c.g['x'].as_string() == 'p')))
''')
case("json_nested_astext", JSON + '''
op.execute(sa.select(t.c.b['x']['y'].astext))''')
case("json_items_of_items_as_text", JSON + '''
op.execute(sa.select(t.c.b['x']['y'].astext, t.c.j['x']['y'].astext))
op.execute(sa.select(t.c.id).where(t.c.b['x']['y'].astext == 'q', t.c.j['x'][1]['z'].astext.is_(None)))
op.execute(t.update().values(a=t.c.b['x']['y'].astext).where(t.c.b['x']['y']['z'].astext.like('a%')))
op.execute(t.update().values(a=t.c.j['x']['y'].astext).where(sa.cast(t.c.j['x']['y'].astext, sa.Integer) > 1))
op.execute(sa.select(sa.func.lower(t.c.j['x']['y'].astext)).where(sa.func.lower(t.c.b['x']['y'].astext) == 'a'))
op.execute(sa.select(t.c.id).order_by(t.c.b['x']['y'].astext.desc(), t.c.j['x']['y'].astext))
op.execute(t.update().values(a=sa.case((t.c.b['x']['y'].astext == 'p', t.c.b['y']['z'].astext), else_=t.c.j['y'][0].astext)))
op.create_index('i', 't', [sa.column('b', postgresql.JSONB)['x']['y'].astext])''')
case("json_paths_and_items", JSON + '''
op.execute(sa.select(t.c.b['x'][('y', 'z')].astext, t.c.b[('y', 'z')]['x'].astext))
op.execute(sa.select(t.c.j['x'][('y', 'z')], t.c.b[('y', 'z')]['x'], t.c.b['x'][('y', 'z')], t.c.g[('y', 'z')]['x']))
op.execute(sa.select(t.c.g['x'][('y', 'z')].as_string(), t.c.b[('y', 'z')]['x'].as_string(), t.c.b['x'][('y', 'z')].as_integer()))
op.execute(sa.select(t.c.j[('x', 'q')][('y', 'z')].astext, t.c.b[('y', 'z')][('x', 'w')], t.c.g[('y', 'z')][('x', 'w')]['p'][0]))
op.execute(sa.select(t.c.id).where(t.c.b[('y', 'z')]['x'].astext == 'p', t.c.b[('y', 'z')]['x'] != None))''')
case("json_compared_as_json", JSON + '''
op.execute(sa.select(t.c.id).where(t.c.g['x'] == 'y'))''')
case("json_with_placeholders", JSON + '''
op.execute(sa.select(t.c.id).where(t.c.g['x'].as_string() == 'y'))''', literal_binds=False)
case("json_in_index_and_join", JSON + '''
op.create_index('i', 't', [sa.column('b', postgresql.JSONB)['x'].astext])
op.create_index('k', 't', [sa.column('g', sa.JSON)['x'].as_integer(), 'a'])
u = sa.table('u', sa.column('k', sa.String))
op.execute(sa.select(t.c.id).join(u, u.c.k == t.c.b['x'].astext))
s = sa.select(t.c.id, t.c.b['x'].as_string().label('x')).subquery()
op.execute(t.update().values(a=s.c.x).where(s.c.id == t.c.id))
op.execute(t.update().values(a=t.c.b['x'].astext.concat('y')))
op.execute(t.update().values(a=sa.case((t.c.b['x'].astext == 'p', t.c.b['y'].astext), else_=None)))''')
case("order_of_from", TABLES + '''
op.execute(sa.select(t, u.c.c).select_from(u.join(v, v.c.u_id == u.c.id)))
op.execute(sa.select(u.c.c, t))
op.execute(sa.select(sa.table('q'), t))
op.execute(sa.select(t, sa.table('q')).select_from(v))
s = sa.select(u.c.c).alias('s', flat=True)
op.execute(sa.select(t, s.c.c).select_from(s))
op.execute(sa.select(t.alias(flat=True)))
op.execute(sa.select(t.c.id).add_columns(v).where(u.c.id == t.c.id))''')
case("exists_negated_twice", TABLES + '''
op.execute(sa.select(~~sa.exists(1)))
op.execute(sa.select(t.c.a).where(~~sa.select(u.c.id).exists()))
op.execute(sa.select(t.c.a).where(~~~sa.exists(1)))
op.execute(sa.select(t.c.a).where(sa.or_(~~sa.exists(1), t.c.a == 1)))
op.execute(sa.select(t.c.a).where(sa.not_(sa.and_(~~sa.exists(1), t.c.a == 1))))''')
case("distinct_on_name", TABLES + '''
op.execute(sa.select(t.c.a.label('foo')).distinct('foo'))''')
case("select_changed_in_place", TABLES + '''
s = sa.select(t.c.a)
s.add_columns.non_generative(s, t.c.b)
op.execute(s)''')
case("same_column", TABLES + '''
s = sa.select(t.c.a).subquery()
if s.c is s.c and t.c.a is t.c.a:
    op.execute(sa.select(s))''')
KEYS = '''
m = sa.MetaData()
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String), sa.Column('p', sa.Integer, sa.ForeignKey('t.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t_id', sa.Integer, sa.ForeignKey('t.id')), sa.Column('c', sa.String))
v = sa.Table('v', m, sa.Column('u', sa.Integer, sa.ForeignKey(u.c.id)), sa.Column('x', sa.Integer))
w = sa.Table('w', m, sa.Column('id', sa.Integer), sa.Column('a', sa.Integer), sa.Column('b', sa.Integer), sa.ForeignKeyConstraint(['a'], ['t.id']), sa.ForeignKeyConstraint(['b'], ['u.id']))
x = sa.Table('x', m, sa.Column('a', sa.Integer, sa.ForeignKey('t.id')), sa.Column('b', sa.Integer, sa.ForeignKey('t.id')))
s = sa.Table('s', m, sa.Column('a', sa.Integer, sa.ForeignKey('t.id')), schema='q')'''
case("join_by_foreign_key", KEYS + '''
op.execute(sa.select(t.c.a).select_from(t.join(u)))
op.execute(sa.select(t.c.a).select_from(u.join(t)))
op.execute(sa.select(t.c.a).select_from(sa.outerjoin(t, u)).where(u.c.c == 'y'))
op.execute(sa.select(t.c.a).select_from(t.join(u).join(v)))
op.execute(sa.select(t.c.a).select_from(sa.join(u, v).join(t)))''')
case("join_of_select_by_foreign_key", KEYS + '''
op.execute(sa.select(t.c.a).join(u))
op.execute(sa.select(t.c.a).join(u).outerjoin(v))
op.execute(sa.select(t.c.a, v.c.x).select_from(t).join(u))
op.execute(sa.select(t.c.a).join_from(t, u, isouter=True))
op.execute(sa.select(v.c.x).join_from(t, u).join(v))''')
case("join_by_foreign_key_in_schema", KEYS + '''
op.execute(sa.select(s.c.a).select_from(s.join(t)))
op.execute(t.delete().where(t.c.id.in_(sa.select(u.c.t_id).join(v).where(v.c.x == 1))))
op.execute(t.update().values(a=sa.select(u.c.c).select_from(u.join(v)).where(u.c.t_id == t.c.id).scalar_subquery()))''')
case("join_by_key_of_last", KEYS + '''
op.execute(sa.select(w.c.id).select_from(t.join(u).join(w)))''')
case("join_from_by_foreign_key", KEYS + '''
op.execute(sa.select(w.c.id).join_from(w, t).join(u))
op.execute(sa.select(w.c.id).join_from(t, u).join(w))''')
case("join_of_select_by_key_of_one", KEYS + '''
op.execute(sa.select(t.c.a, u.c.c).join(v))''')
case("join_of_select_from_two", KEYS + '''
op.execute(sa.select(t.c.a, u.c.c).select_from(t, u).join(v))''')
case("join_of_select_by_keys_of_two", KEYS + '''
op.execute(sa.select(v.c.x).join(u).join(t).where(t.c.a == 'k'))''')
case("select_of_a_join", TABLES + '''
w = sa.table('w', sa.column('x', sa.Integer), sa.column('y', sa.Integer))
j = w.join(v, v.c.u_id == w.c.x)
op.execute(j.select())
op.execute(j.select().where(w.c.y > 1).order_by(v.c.on))
op.execute(j.select().with_only_columns(w.c.y))
op.execute(w.outerjoin(v.alias('a'), w.c.x == 1).select())
op.execute(j.join(sa.table('z', sa.column('q')), sa.text('q = x')).select())''')
case("select_of_a_join_with_names_twice", TABLES + '''
op.execute(t.join(u, u.c.t_id == t.c.id).select())''')
case("with_only_columns", TABLES + '''
op.execute(t.select().where(t.c.a > 1).with_only_columns(t.c.b))
op.execute(sa.select(t.c.a, u.c.c).with_only_columns(u.c.id, u.c.c).order_by(u.c.id))
op.execute(sa.select(t.c.a).where(u.c.t_id == t.c.id).with_only_columns(sa.func.count()))
op.execute(sa.select(t.c.a).select_from(t).with_only_columns(sa.func.count(), maintain_column_froms=False))
op.execute(sa.select(sa.select(t).with_only_columns(t.c.id).subquery('s')))''')
case("with_only_columns_after_join", TABLES + '''
op.execute(sa.select(t.c.a).join(u, u.c.t_id == t.c.id).with_only_columns(u.c.c))''')
case("with_for_update", TABLES + '''
op.execute(sa.select(t.c.a).with_for_update())
op.execute(sa.select(t.c.a).where(t.c.id == 1).order_by(t.c.a).limit(3).with_for_update(skip_locked=True))
op.execute(sa.select(t.c.a).with_for_update(read=True, nowait=True))
op.execute(sa.select(t.c.a).with_for_update(key_share=True))
op.execute(sa.select(t.c.a).with_for_update(read=True, key_share=True))
op.execute(sa.select(t.c.a).with_for_update(nowait=True, skip_locked=True))
op.execute(t.update().values(a=1).where(t.c.id.in_(sa.select(u.c.t_id).limit(5).with_for_update())))
s = sa.select(t.c.a).with_for_update().subquery()
op.execute(sa.select(s.c.a))
op.execute(sa.union_all(sa.select(t.c.a).with_for_update(), sa.select(u.c.id)))''')
case("with_for_update_positional", TABLES + '''
op.execute(sa.select(t.c.a).with_for_update(True))''')
case("filtered_aggregates", TABLES + '''
n = sa.func.count().filter(t.c.a > 3)
op.execute(sa.select(n, sa.func.sum(t.c.a).filter(t.c.a > 3, t.c.b == 'x').label('s')))
op.execute(sa.select(sa.func.sum(t.c.a).filter(t.c.a > 3).filter(t.c.b == 'y'), sa.func.max(t.c.a).filter()))
op.execute(sa.select(sa.func.sum(t.c.a).filter(sa.or_(t.c.a > 3, t.c.b == 'x')) - 1, 2 * sa.func.sum(t.c.a).filter(t.c.a > 3)))
op.execute(sa.select(-sa.func.sum(t.c.a).filter(t.c.a > 3), sa.func.sum(t.c.a).filter(t.c.a > 3).over(partition_by=t.c.b)))
op.execute(sa.select(sa.cast(sa.func.sum(t.c.a).filter(t.c.a > 1), sa.Text), sa.func.coalesce(sa.func.sum(t.c.a).filter(t.c.a > 1), 0)))
op.execute(sa.select(t.c.b).group_by(t.c.b).having(sa.func.count().filter(t.c.a.is_(None)) > 2))
op.execute(sa.select(t.c.b).group_by(t.c.b).order_by(sa.func.count().filter(t.c.a == 1).desc()))
op.execute(sa.select(sa.func.count().filter(u.c.c.in_(['x', 'y']))).where(u.c.t_id == t.c.id))
op.execute(t.update().values(a=sa.select(sa.func.count().filter(u.c.c == 'x')).where(u.c.t_id == t.c.id).scalar_subquery()))
op.execute(sa.select(sa.func.array_agg(t.c.b).filter(t.c.b != None)))
op.execute(sa.select(sa.func.string_agg(t.c.b, ',').filter(t.c.b.like('x%')).label('l'), sa.func.count().filter(~t.c.a.in_([1]))))''')
case("filtered_aggregates_of_booleans", TABLES + '''
op.execute(sa.select(sa.func.count().filter(v.c.on)))
op.execute(sa.select(sa.func.count().filter(~v.c.on)))
op.execute(sa.select(sa.func.count().filter(v.c.on, v.c.u_id > 1)))
op.execute(sa.select(sa.func.count().filter(v.c.on == True, sa.true())))
op.execute(sa.select(sa.func.bool_or(v.c.on).filter(v.c.u_id > 1), sa.func.max(v.c.on).filter(v.c.u_id > 1)))
op.execute(sa.select(v.c.u_id).where(sa.func.max(v.c.on).filter(v.c.u_id > 1)))''')
case("filtered_aggregates_of_constants", TABLES + '''
op.execute(sa.select(sa.func.count().filter(sa.true())))
op.execute(sa.select(sa.func.count().filter(sa.text("a > 1")), sa.func.count().filter(sa.false())))
op.execute(sa.select(sa.func.count().filter(True)))
op.execute(sa.select(sa.func.count().filter(sa.true(), t.c.a > 1), sa.func.count().filter(sa.exists(sa.select(u.c.id)))))''')
case("filtered_comparisons", TABLES + '''
f = sa.func.sum(t.c.a).filter(t.c.a > 3)
op.execute(sa.select(f > 2, f == 2, f.in_([1, 2]), f.between(1, 2), f.is_(None)))
op.execute(sa.select(f * 2, f - f, f % 3, 5 - f))
op.execute(sa.select(sa.func.max(t.c.b).filter(t.c.a > 3).like('x%'), sa.func.max(t.c.b).filter(t.c.a > 3).distinct().label('d')))
op.execute(sa.select(sa.case((f > 1, f), else_=0), sa.func.max(t.c.b).filter(t.c.a > 3).collate('C').label('c'), sa.not_(f)))
op.execute(sa.select(sa.and_(f > 1, sa.func.bool_and(t.c.a == 1).filter(t.c.a > 3))))''')
case("filtered_json_items", '''
t = sa.table('t', sa.column('a', sa.Integer), sa.column('p', sa.JSON))
x = t.c.p['x'].as_string()
op.execute(sa.select(sa.func.sum(t.c.a).filter(x == 'y') - 1))
op.execute(sa.select(sa.func.max(x).filter(t.c.a > 1), sa.func.count().filter(x.is_(None))))
op.execute(sa.select(sa.func.max(x).filter(t.c.a > 1) == 'z'))''')
case("filtered_aggregates_with_placeholders", TABLES + '''
op.execute(sa.select(sa.func.count().filter(t.c.a > 3), sa.func.sum(t.c.a).filter(t.c.b == 'x') - 5).where(t.c.id == 7))''', literal_binds=False)
case("filter_by_text", TABLES + '''
op.execute(sa.select(sa.func.count().filter("a > 1")))''')
case("function_classes", TABLES + '''
from sqlalchemy.sql import functions
from sqlalchemy.sql.functions import now, count
op.add_column('t', sa.Column('created', sa.DateTime(), server_default=sa.sql.functions.current_timestamp()))
op.add_column('t', sa.Column('changed', sa.DateTime(), server_default=functions.now()))
op.alter_column('t', 'changed', server_default=now())
op.execute(t.update().values(b=functions.coalesce(t.c.b, 'x')).where(t.c.a == sa.select(functions.max(t.c.a)).scalar_subquery()))
op.execute(sa.select(count(), functions.sum(t.c.a), functions.concat(t.c.b, 'x'), functions.user(), functions.array_agg(t.c.b)))''')
