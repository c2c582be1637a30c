// Constructs that SQLAlchemy understands and this engine does not: their revisions are refused, never printed without them.
import { describe, expect, it, test } from 'vitest';
import { renderCode, templateOptions } from '../../support/steps';

/** What is refused, and a part of the reason. */
const REFUSED: readonly (readonly [string, string])[] = [
  // A constraint or index that comes with its columns.
  [
    "a = sa.Column('a', sa.Integer)\nsa.UniqueConstraint(a)\nop.create_table('t', a)",
    'made of the column before comes with it',
  ],
  [
    "a = sa.Column('a', sa.Integer)\nsa.CheckConstraint(a > 5)\nop.create_table('t', a)",
    'made of the column before comes with it',
  ],
  ["a = sa.Column('a', sa.Integer)\nsa.Index('i', a)\nop.add_column('t', a)", 'comes with it'],
  // A column that gets its table only after it was used.
  [
    "c = sa.Column('c', sa.Integer)\ns = sa.select(c)\nsa.Table('t', sa.MetaData(), c)\nop.execute(s)",
    'before its table is not followed',
  ],
  [
    "c = sa.column('c')\ns = sa.select(c)\nsa.table('t', c)\nop.execute(s)",
    'before its table is not followed',
  ],
  [
    "t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer))\nop.create_table('u', sa.Column('x', None), sa.ForeignKeyConstraint(['x'], [t.c.a]))",
    'takes it from a foreign key',
  ],
  [
    "op.create_table('t', sa.UniqueConstraint(sa.literal_column('x')))",
    'SQL text as a column of a constraint',
  ],
  ["t = sa.table('t', sa.column('a'))\nop.execute(sa.select(*t.c._all_columns))", '._all_columns'],
  [
    "op.execute(sa.select(sa.not_((sa.column('a') == 1).label('foo'))))",
    'the label of this column is not known',
  ],
  [
    "t = sa.table('t', sa.column('a'))\nop.execute(t.update().values(a=sa.desc('x')))",
    'what the name x stands for is not known',
  ],
  ['op.execute(sa.select(sa.try_cast(1, sa.Integer)))', 'sqlalchemy.try_cast is not supported'],
  [
    "op.execute(sa.select(sa.between(sa.column('a'), 1, 2, symmetric=True)))",
    'the parameter symmetric of between()',
  ],
  ['op.execute(postgresql.array([1]).contains([2]))', 'contains() does for an array'],
  [
    "m = sa.MetaData()\nt = sa.Table('t', m, sa.Column('id', sa.Integer))\nu = sa.Table('u', m, sa.Column('a', sa.ForeignKey('t.id')), sa.Column('b', sa.ForeignKey('t.id')))\nop.execute(sa.select(u.c.a).select_from(t.join(u)))",
    'over several foreign keys is not followed',
  ],
  [
    "m = sa.MetaData()\nt = sa.Table('t', m, sa.Column('id', sa.Integer))\nu = sa.Table('u', m, sa.Column('a', sa.ForeignKey('t.id')), sa.Column('b', sa.ForeignKey('t.id')))\no = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer))\nop.execute(sa.select(o.c.id).join(u))",
    'there is no foreign key for this join',
  ],
  [
    "m = sa.MetaData()\nt = sa.Table('t', m, sa.Column('id', sa.Integer))\nu = sa.Table('u', m, sa.Column('a', sa.ForeignKey('t.id')), sa.Column('b', sa.ForeignKey('t.id')))\nop.execute(sa.select(t.c.id).select_from(t.alias('x').join(u)))",
    'for a Table of the file with its own name only',
  ],
  [
    "t = sa.table('t', sa.column('a'))\nc = sa.select(t.c.a).cte(recursive=True)\nop.execute(sa.select(c.c.a))",
    'a recursive CTE without a name is not supported',
  ],
  [
    "t = sa.table('t', sa.column('a'))\nc = sa.select(t.c.a).cte('c')\nop.execute(sa.select(c.union_all(sa.select(t.c.a)).c.a))",
    '.union_all() of this CTE is not supported',
  ],
  [
    "op.execute(sa.select(sa.func.row_number().over(order_by='id')))",
    'a name inside of over() is not supported',
  ],
  [
    "c = sa.column('c')\nop.execute(sa.select(sa.func.rank().over(order_by=c.label('d').desc())))",
    'a label inside of over() is not supported',
  ],
  [
    "c = sa.column('c')\nop.execute(sa.select(sa.func.rank().over(partition_by=sa.and_(c == 1, c == 2))))",
    'a list of expressions inside of over()',
  ],
  [
    "class T(sa.types.UserDefinedType):\n    def get_col_spec(self, **kw):\n        return 'F ' + kw['type_expression'].name\nop.add_column('t', sa.Column('a', T()))",
    'what get_col_spec() of T gives is not known',
  ],
  [
    "class T(sa.types.TypeDecorator):\n    impl = sa.String\n    def column_expression(self, column):\n        return sa.func.lower(column)\nop.execute(sa.select(sa.column('a', T())))",
    'turned into SQL by code of the project',
  ],
  [
    "class T(sa.types.TypeDecorator):\n    impl = sa.Integer\n    coerce_to_is_types = ()\nop.execute(sa.column('a', T()) == None)",
    'turned into SQL by code of the project',
  ],
  [
    "from sqlalchemy.dialects import sqlite\nop.add_column('t', sa.Column('a', sqlite.DATE(storage_format='%(year)04d%(month)02d', regexp='x')))",
    'a date that is stored as a number',
  ],
];

describe('is refused', () => {
  test.each(REFUSED)('%s', (code, reason) => {
    const { unresolved } = renderCode(code, templateOptions('sqlite'));
    expect(unresolved.map((entry) => entry.reason).join('\n')).toContain(reason);
  });
});

describe('a value that Python gives to a column', () => {
  const table =
    "t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer), sa.Column('b', sa.Integer, default=3, onupdate=4))\n";

  it.each(['t.insert().values(a=1)', 't.update().values(a=1)'])('stops a run: %s', (statement) => {
    const { statements, unresolved } = renderCode(
      `${table}op.execute(${statement})`,
      templateOptions('postgresql', { mode: 'online' }),
    );
    expect(statements).toEqual([]);
    expect(unresolved.map(({ reason }) => reason)).toEqual([
      'the value that Python gives to column b is only known when it runs',
    ]);
  });

  it('stops no run that says the value itself', () => {
    const code = `${table}op.execute(t.update().values(a=1, b=2))`;
    const { statements } = renderCode(code, templateOptions('postgresql', { mode: 'online' }));
    expect(statements.map(({ text }) => text)).toEqual(['UPDATE t SET a=1, b=2']);
  });
});
