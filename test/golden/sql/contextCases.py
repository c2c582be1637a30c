# What revisions ask of the migration context and of the bind: the version table, and how execute() may be called.
case("version_table_default", '''
schema = ctx.version_table_schema if ctx.version_table_schema else ''
op.execute('select 1 from ' + (schema + '.' if schema else '') + ctx.version_table)
op.drop_constraint('c', 't', type_='unique')
op.create_table('t', sa.Column('a', sa.Integer), schema=ctx.version_table_schema)''')
case("version_table_named", '''
schema = op.get_context().version_table_schema + '.' if op.get_context().version_table_schema else ''
op.execute('delete from ' + schema + op.get_context().version_table)
op.create_table('t', sa.Column('a', sa.Integer), schema=ctx.version_table_schema)''', version_table="v", version_table_schema="meta")
case("bind_execute_keywords", '''
op.add_column('t', sa.Column('a', sa.Integer))
op.get_bind().execute(sa.text('update t set a = :a where id = :id'), a=1, id=2)''')
case("bind_execute_parameters_keyword", '''
op.get_bind().execute(sa.text('update t set a = :a'), parameters={'a': 1})
op.get_bind().execute(sa.text('select 1'), None, {})''')
case("bind_execute_too_many", "op.get_bind().execute(sa.text('select 1'), {}, {}, {})")
case("bind_execute_nothing", "op.get_bind().execute()")
