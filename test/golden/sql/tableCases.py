# Tables that make themselves, beside Alembic's context: Table.create() and .drop(), MetaData.create_all() and .drop_all().
case("table_create", '''
m = sa.MetaData()
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String(5), nullable=False, index=True, comment='an a'), sa.Column('b', sa.Numeric(8, 2), server_default='0'), sa.UniqueConstraint('a', 'b', name='u'), comment='a t')
u = sa.Table('u', m, sa.Column('t_id', sa.Integer, sa.ForeignKey('t.id', ondelete='CASCADE')), sa.Column('self', sa.Integer, unique=True), sa.Column('other', sa.Integer, sa.ForeignKey('u.self')))
t.create(op.get_bind())
u.create(bind=op.get_bind(), checkfirst=True)
u.drop(op.get_bind(), checkfirst=True)
t.drop(op.get_bind(), False)''')
case("table_create_enums", '''
m = sa.MetaData()
e = sa.Enum('x', 'y', name='mood')
t = sa.Table('t', m, sa.Column('a', e), sa.Column('b', e), sa.Column('c', postgresql.ENUM('q', name='other', create_type=False).with_variant(sa.String(3), 'sqlite')), sa.Column('d', sa.Enum('z', name='plain', native_enum=False)))
u = sa.Table('u', m, sa.Column('a', sa.Enum('x', 'y', name='mood')))
t.create(op.get_bind())
u.create(op.get_bind())
op.create_table('v', sa.Column('a', e))
op.create_table('w', sa.Column('a', e))
u.create(op.get_bind())
u.drop(op.get_bind())
t.drop(op.get_bind())''')
case("table_create_enum_array", '''
t = sa.Table('t', sa.MetaData(), sa.Column('a', postgresql.ARRAY(sa.Enum('x', name='mood'))))
t.create(op.get_bind())
t.drop(op.get_bind())''')
case("table_create_nc", '''
m = sa.MetaData()
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer, unique=True), sa.Column('b', sa.Integer, sa.CheckConstraint('b > 0')), sa.Column('c', sa.Integer, sa.ForeignKey('t.id'), index=True))
t.create(op.get_bind())
m.create_all(op.get_bind())
op.create_table('v', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer, unique=True))''', nc=True)
case("metadata_order", '''
m = sa.MetaData()
sa.Table('d', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('c', sa.Integer, sa.ForeignKey('c.id')), sa.Column('e', sa.Enum('x', name='e1')))
sa.Table('a', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer, sa.ForeignKey('a.id')), sa.Column('e', sa.Enum('y', name='e2')), sa.Column('f', sa.Enum('x', name='e1')))
sa.Table('c', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('b', sa.Integer), sa.ForeignKeyConstraint(['a'], ['a.id'], name='fa'), sa.ForeignKeyConstraint(['b'], ['b.id']))
sa.Table('b', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('n', sa.Text, index=True))
m.create_all(op.get_bind())
m.drop_all(op.get_bind(), checkfirst=False)''')
case("metadata_schema", '''
m = sa.MetaData(schema='s')
t = sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('e', sa.Enum('x', name='e', schema='q')))
sa.Table('u', m, sa.Column('t', sa.Integer, sa.ForeignKey('s.t.id'), index=True))
m.create_all(op.get_bind())
t.drop(op.get_bind())''')
case("metadata_cleared", '''
m = sa.MetaData()
sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True))
m.clear()
m.create_all(op.get_bind())
sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('at', sa.DateTime, default=sa.func.now()))
m.create_all(bind=op.get_bind())''')
case("metadata_enum_schema_of_metadata", '''
m = sa.MetaData(schema='s')
t = sa.Table('t', m, sa.Column('e', sa.Enum('x', name='e')))
t.create(op.get_bind())
m.create_all(op.get_bind())''')
case("table_create_boolean_check", '''
t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Boolean(create_constraint=True, name='is_a')), sa.Column('e', sa.Enum('x', name='e', native_enum=False, create_constraint=True)))
t.create(op.get_bind())''')
# What is refused: made in another way than by op, or not known.
case("table_create_unknown_reference", '''
t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, sa.ForeignKey('elsewhere.id')))
t.create(op.get_bind())''')
case("table_create_sequence", '''
t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, sa.Sequence('s'), primary_key=True))
t.create(op.get_bind())''')
case("metadata_some_tables", '''
m = sa.MetaData()
t = sa.Table('t', m, sa.Column('a', sa.Integer))
sa.Table('u', m, sa.Column('a', sa.Integer))
m.create_all(op.get_bind(), tables=[t])''')
case("metadata_cycle", '''
m = sa.MetaData()
sa.Table('t', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('u', sa.Integer, sa.ForeignKey('u.id', name='fu')))
sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), sa.Column('t', sa.Integer, sa.ForeignKey('t.id', name='ft')))
m.create_all(op.get_bind())''')
