# create_all() and drop_all(): some tables, sequences of columns, foreign keys between tables in a cycle.
BEGIN = '''
m = sa.MetaData()
b = op.get_bind()'''
case("metadata_some_of_three_tables", BEGIN + '''
t = sa.Table('t', m, sa.Column('a', sa.Integer, sa.ForeignKey('u.a')))
u = sa.Table('u', m, sa.Column('a', sa.Integer, primary_key=True))
v = sa.Table('v', m, sa.Column('a', sa.Integer, primary_key=True))
m.create_all(b, tables=[t])
m.create_all(b, tables=[t, u])
m.create_all(b, [v, t, u])
m.create_all(b, tables=[])
m.drop_all(b, tables=[u, t])
m.drop_all(b, tables=[t])''')
case("metadata_some_tables_and_types", BEGIN + '''
t = sa.Table('t', m, sa.Column('a', sa.Enum('x', 'y', name='e')))
u = sa.Table('u', m, sa.Column('a', sa.Enum('x', 'z', name='f')), sa.Column('b', sa.Enum('x', 'y', name='e')))
m.create_all(b, tables=[u])
m.create_all(b, tables=[t], checkfirst=False)
m.drop_all(b, tables=[t])''')
case("metadata_sequences", BEGIN + '''
t = sa.Table('t', m, sa.Column('a', sa.Integer, sa.Sequence('s'), primary_key=True), sa.Column('b', sa.Enum('x', name='e')))
u = sa.Table('u', m, sa.Column('a', sa.BigInteger, sa.Sequence('q', start=5, increment=2, schema='w'), primary_key=True), sa.Column('c', sa.Integer, sa.Sequence('o', optional=True)))
t.create(b)
t.drop(b)
m.create_all(b)
m.drop_all(b)
m.create_all(b, tables=[u])
m.drop_all(b, tables=[u])''')
case("metadata_optional_sequence", BEGIN + '''
u = sa.Table('u', m, sa.Column('c', sa.Integer, sa.Sequence('o', optional=True), primary_key=True))
m.create_all(b)
m.drop_all(b)
u.drop(b)''')
case("metadata_sequence_of_its_own", BEGIN + '''
sa.Sequence('z', metadata=m)
u = sa.Table('u', m, sa.Column('c', sa.Integer, primary_key=True))
m.create_all(b)''')
case("metadata_use_alter", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id', name='fu', use_alter=True)))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.create_all(b)
m.drop_all(b)
m.create_all(b, tables=[u])
t.create(b)
t.drop(b)''')
case("metadata_use_alter_unnamed", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer), sa.ForeignKeyConstraint(['u'], ['u.id'], use_alter=True, ondelete='CASCADE'))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.create_all(b)''')
case("metadata_drop_use_alter_unnamed", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer), sa.ForeignKeyConstraint(['u'], ['u.id'], use_alter=True, ondelete='CASCADE'))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.drop_all(b)''')
case("metadata_cycle_of_two", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id', name='fu')))
w = sa.Table('w', m, sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.create_all(b)''')
case("metadata_drop_cycle", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id', name='fu')))
w = sa.Table('w', m, sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.drop_all(b)''')
case("metadata_cycle_unnamed", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
w = sa.Table('w', m, sa.Column('u', sa.Integer, sa.ForeignKey('u.id'), sa.ForeignKey('x.id')))
x = sa.Table('x', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('p', sa.Integer, sa.ForeignKey('x.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')), sa.Column('x', sa.Integer, sa.ForeignKey('x.id')), schema=None)
m.create_all(b)''')
case("metadata_drop_cycle_half_named", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
w = sa.Table('w', m, sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.drop_all(b)''')
case("metadata_drop_cycle_unnamed", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id')))
m.drop_all(b)''')
case("metadata_part_of_cycle", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id')))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id')))
w = sa.Table('w', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id')))
m.create_all(b, tables=[t])
m.create_all(b, tables=[w, t])''')
case("metadata_cycle_with_convention", BEGIN + '''
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id', use_alter=True)))
u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id')))
m.create_all(b)''', nc=True)
case("table_create_type_flags", BEGIN + '''
t = sa.Table('t', m, sa.Column('a', sa.Enum('x', name='e', native_enum=None)), sa.Column('b', sa.Enum('x', name='f', metadata=None)))
t.create(b)
u = sa.Table('u', m, sa.Column('a', postgresql.ENUM('x', name='g', create_type=None)), sa.Column('b', postgresql.ENUM('x', name='h', create_type=0)))
u.create(b)
op.create_table('v', sa.Column('a', sa.Enum('x', name='e', native_enum=None)), sa.Column('b', sa.Enum('x', name='f', metadata=None)))''')
case("table_create_domain_that_is_there", BEGIN + '''
t = sa.Table('t', m, sa.Column('a', postgresql.DOMAIN('d', sa.Integer, create_type=False)))
t.create(b)''')
