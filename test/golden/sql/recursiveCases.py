# Recursive common table expressions.
TABLES = '''
t = sa.table('t', sa.column('id', sa.Integer), sa.column('parent', sa.Integer), sa.column('user', sa.String))
u = sa.table('u', sa.column('id', sa.Integer), sa.column('t_id', sa.Integer))'''
case("recursive_cte", TABLES + '''
base = sa.select(t.c.id, t.c.parent).where(t.c.parent == None).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id, t.c.parent).join(base, t.c.parent == base.c.id))
op.execute(sa.select(tree.c.id))
op.execute(u.delete().where(u.c.t_id.in_(sa.select(tree.c.id))))
op.execute(u.update().values(id=tree.c.parent).where(tree.c.id == u.c.t_id))
op.execute(sa.insert(u).from_select(['id'], sa.select(tree.c.id).where(tree.c.parent > 1)))''')
case("recursive_cte_with_depth", TABLES + '''
base = sa.select(t.c.id, t.c.user, sa.literal(0).label('depth')).where(t.c.id == 1).cte('tree', recursive=True)
a = t.alias('a')
tree = base.union(sa.select(a.c.id, a.c.user, base.c.depth + 1).where(a.c.parent == base.c.id))
op.execute(sa.select(tree.c.user, sa.func.max(tree.c.depth)).group_by(tree.c.user))''')
case("recursive_cte_alone", TABLES + '''
base = sa.select(t.c.id).cte('b', recursive=True)
op.execute(sa.select(base.c.id))''')
case("recursive_cte_beside_another", TABLES + '''
other = sa.select(u.c.t_id).where(u.c.id > 3).cte('other')
base = sa.select(t.c.id).where(t.c.id == other.c.t_id).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id).where(t.c.parent == base.c.id))
op.execute(sa.select(tree.c.id, other.c.t_id))
op.execute(sa.select(other.c.t_id, tree.c.id))''')
case("recursive_cte_of_three", TABLES + '''
base = sa.select(t.c.id).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id).where(t.c.parent == base.c.id), sa.select(u.c.id))
op.execute(t.update().values(parent=None).where(t.c.id.in_(sa.select(tree.c.id))))
op.execute(sa.select(t.c.id).where(sa.exists(sa.select(tree.c.id).where(tree.c.id == t.c.id))))
op.execute(sa.select(sa.func.count()).select_from(tree))
op.execute(sa.select(t.c.user).select_from(t.join(tree, tree.c.id == t.c.id)))''')
case("recursive_cte_with_limits", TABLES + '''
base = sa.select(t.c.id).where(t.c.id == 1).order_by(t.c.id).limit(1).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id).join_from(t, base, t.c.parent == base.c.id).order_by(t.c.id))
op.execute(sa.select(tree.c.id).order_by(tree.c.id))
op.execute(sa.union_all(sa.select(tree.c.id), sa.select(u.c.id)))
s = sa.select(tree.c.id).subquery()
op.execute(sa.select(s.c.id))''')
case("recursive_cte_with_placeholders", TABLES + '''
base = sa.select(t.c.id, sa.literal(0).label('depth')).where(t.c.id == 7).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id, base.c.depth + 1).where(t.c.parent == base.c.id))
op.execute(sa.select(tree.c.id).where(tree.c.depth < 5))''', literal_binds=False)
case("recursive_cte_and_its_beginning", TABLES + '''
base = sa.select(t.c.id).cte('tree', recursive=True)
tree = base.union_all(sa.select(t.c.id).where(t.c.parent == base.c.id))
op.execute(sa.select(base.c.id.label('x'), tree.c.id))''')
