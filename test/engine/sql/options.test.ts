// What the options of env.py decide: an unreadable one stops only what depends on it. And the online mode.
import { describe, expect, it } from 'vitest';
import type { RenderOptions } from '../../../server/src/engine/sql/rendering';
import { CONVENTION, known, renderCode, statementsOf, templateOptions } from '../../support/steps';

const UNREADABLE = { state: 'unreadable', reason: 'it is computed' } as const;

function unresolved(code: string, changes: Partial<RenderOptions>): readonly string[] {
  return renderCode(code, templateOptions('postgresql', changes)).unresolved.map(({ reason }) => reason);
}

describe('an unreadable naming convention', () => {
  const changes = { namingConvention: UNREADABLE };
  it.each([
    "op.create_unique_constraint(None, 't', ['a'])",
    "op.create_table('t', sa.Column('a', sa.Integer, primary_key=True))",
    "op.create_table('t', sa.Column('a', sa.Integer, index=True))",
    "op.create_check_constraint('c', 't', 'a > 0')",
    "op.add_column('t', sa.Column('a', sa.Integer, sa.ForeignKey('u.id')))",
  ])('leaves unresolved: %s', (code) => {
    expect(unresolved(code, changes)).toEqual(['it is computed']);
  });

  it.each([
    "op.create_table('t', sa.Column('a', sa.Integer))",
    "op.create_unique_constraint('u', 't', ['a'])",
    "op.create_check_constraint(op.f('c'), 't', 'a > 0')",
    "op.drop_index('i', 't')",
    "op.execute('SELECT 1')",
  ])('does not matter for: %s', (code) => {
    expect(unresolved(code, changes)).toEqual([]);
  });
});

describe('an unreadable paramstyle', () => {
  const changes = { paramstyle: UNREADABLE };
  it('matters only for percent signs and placeholders', () => {
    expect(unresolved(`op.execute("SELECT '5%'")`, changes)).toEqual(['it is computed']);
    expect(unresolved("op.execute('SELECT 5')", changes)).toEqual([]);
    expect(unresolved("op.execute('SELECT :a')", { ...changes, literalBinds: known(false) })).toEqual([
      'it is computed',
    ]);
    expect(unresolved("op.execute('SELECT :a')", changes)).toEqual([]);
  });
});

describe('unreadable literal binds', () => {
  it('matter only where a value is bound', () => {
    const changes = { literalBinds: UNREADABLE };
    expect(unresolved("op.execute('SELECT :a')", changes)).toEqual(['it is computed']);
    expect(unresolved("op.add_column('t', sa.Column('a', sa.String, server_default='x'))", changes)).toEqual(
      [],
    );
  });
});

describe('an unreadable transactional_ddl', () => {
  it('matters only for an autocommit block', () => {
    const changes = { transactionalDdl: UNREADABLE };
    expect(unresolved("op.execute('SELECT 1')", changes)).toEqual([]);
    expect(unresolved("with ctx.autocommit_block():\n    op.execute('SELECT 1')", changes)).toHaveLength(2);
  });
});

describe('a type of the project', () => {
  it('is named and refused', () => {
    const code = "from app.types import Money\nop.add_column('t', sa.Column('a', Money()))";
    expect(unresolved(code, {})[0]).toContain('Money');
  });
});

describe('a step that fails', () => {
  it('keeps what was printed before it and stops', () => {
    const code =
      "op.execute('SELECT 1')\nop.drop_constraint(None, 't', type_='unique')\nop.execute('SELECT 2')";
    expect(statementsOf(code)).toEqual([
      'SELECT 1;',
      "CompileError: Can't emit DROP CONSTRAINT for constraint UniqueConstraint(); it has no name",
    ]);
  });

  it('does not stop what comes after something unresolved', () => {
    const code = "from app import x\nop.execute(x.sql())\nop.execute('SELECT 2')";
    const { statements, unresolved: reasons } = renderCode(code, templateOptions('postgresql'));
    expect(statements.map(({ text }) => text)).toEqual(['SELECT 2;']);
    expect(reasons).toHaveLength(1);
  });
});

describe('an order that Alembic takes from a set', () => {
  const code =
    "op.create_table('t', sa.Column('a', sa.Integer, index=True), sa.Column('b', sa.Integer, index=True))";
  it('is that of the file, and marked', () => {
    const { statements, unresolved: reasons } = renderCode(code, templateOptions('postgresql'));
    expect(reasons).toEqual([]);
    expect(statements.map(({ text, hasVaryingOrder }) => [text.slice(0, 17), hasVaryingOrder])).toEqual([
      ['CREATE TABLE t (\n', undefined],
      ['CREATE INDEX ix_t', true],
      ['CREATE INDEX ix_t', true],
    ]);
  });

  it('is not marked where one statement stands alone', () => {
    const { statements } = renderCode(
      "op.create_table('t', sa.Column('a', sa.Integer, index=True))",
      templateOptions('postgresql'),
    );
    expect(statements.map(({ hasVaryingOrder }) => hasVaryingOrder)).toEqual([undefined, undefined]);
  });
});

describe('online', () => {
  const online = (code: string, changes: Partial<RenderOptions> = {}): readonly string[] =>
    statementsOf(code, templateOptions('postgresql', { mode: 'online', ...changes }));

  it('has no terminator and no doubled percent signs', () => {
    const changes = { paramstyle: { state: 'absent' } } as const;
    expect(online(`op.execute("  SELECT '5%' ")`, changes)).toEqual(["SELECT '5%'"]);
    expect(online("op.create_table_comment('t', '5%')", changes)).toEqual(["COMMENT ON TABLE t IS '5%'"]);
  });

  it('refuses a bind without a value', () => {
    expect(online(`op.execute('UPDATE t SET j = :x')`)).toEqual([
      'unresolved: the SQL text has a bind ":x" without a value',
    ]);
  });

  it('binds values whatever literal_binds says', () => {
    const code = "op.execute(sa.text('SELECT :a').bindparams(a=5))";
    expect(online(code, { literalBinds: known(false) })).toEqual(['SELECT 5']);
  });

  it('does not print the edges of an autocommit block but marks what is inside', () => {
    const code = "with ctx.autocommit_block():\n    op.execute('VACUUM')\nop.execute('SELECT 1')";
    const { statements } = renderCode(code, templateOptions('postgresql', { mode: 'online' }));
    expect(statements.map(({ text, transactional }) => [text, transactional])).toEqual([
      ['VACUUM', false],
      ['SELECT 1', true],
    ]);
  });

  it('asks the catalogue where checkfirst says so, in one statement', () => {
    const code =
      "sa.Enum('a', name='e').create(op.get_bind(), checkfirst=False)\nsa.Enum('a', name='e', schema='s').drop(op.get_bind())";
    const [create, drop] = online(code);
    expect(create).toBe("CREATE TYPE e AS ENUM ('a')");
    expect(drop).toMatch(
      /^DO .* IF EXISTS \(SELECT .*typname = 'e' AND n\.nspname = 's'\) THEN DROP TYPE s\.e; END IF;/,
    );
  });

  it('leaves backslashes of values alone, as a connected SQLAlchemy does', () => {
    const code = String.raw`op.create_table_comment('t', 'a\\b')`;
    expect(statementsOf(code)).toEqual([String.raw`COMMENT ON TABLE t IS 'a\\b';`]);
    expect(online(code)).toEqual([String.raw`COMMENT ON TABLE t IS 'a\b'`]);
  });

  it('does not remake a table from what only the database knows', () => {
    const code = "with op.batch_alter_table('t', recreate='always') as b:\n    b.drop_column('x')";
    expect(online(code)).toEqual(['unresolved: the table is read from the database and made anew']);
  });
});

describe('a naming convention', () => {
  it('cuts the names it makes and leaves op.f alone', () => {
    const options = templateOptions('postgresql', { namingConvention: known(CONVENTION) });
    const code = `op.create_unique_constraint(None, 't', ['${'a'.repeat(70)}'])\nop.create_unique_constraint(op.f('u'), 't', ['a'])`;
    const [long, short] = statementsOf(code, options);
    expect(/CONSTRAINT (\S+)/.exec(long ?? '')?.[1]).toHaveLength(60);
    expect(short).toBe('ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);');
  });

  it('with a token that is not known is refused', () => {
    const changes = { namingConvention: known({ uq: 'uq_%(my_token)s' }) };
    expect(unresolved("op.create_unique_constraint(None, 't', ['a'])", changes)[0]).toContain('%(my_token)s');
  });
});

describe('a table that makes itself', () => {
  const code = (call: string): string =>
    `m = sa.MetaData(); t = sa.Table('t', m, sa.Column('a', sa.Integer)); ${call}`;

  it('is not sent where SQLAlchemy asks the database first', () => {
    const reason = 'whether the table is there (checkfirst) is only known when it runs';
    for (const call of [
      'm.create_all(op.get_bind())',
      'm.drop_all(op.get_bind())',
      't.create(op.get_bind(), checkfirst=True)',
      't.drop(op.get_bind(), True)',
    ])
      expect(unresolved(code(call), { mode: 'online' })).toEqual([reason]);
  });

  it('is sent where it does not ask', () => {
    const calls = 't.create(op.get_bind()); m.drop_all(op.get_bind(), checkfirst=False)';
    const { statements, unresolved: reasons } = renderCode(
      code(calls),
      templateOptions('postgresql', { mode: 'online' }),
    );
    expect(reasons).toEqual([]);
    expect(statements.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual([
      'CREATE TABLE t ( a INTEGER )',
      'DROP TABLE t',
    ]);
  });

  it.each([
    ['m.remove(t)', 'what .remove of the MetaData does is not followed'],
    ["sa.Table('u', m, quote=True)", 'a table of the MetaData is not known'],
    ["t.name = 'x'", 'its attribute name is assigned'],
    ['m = sa.MetaData(naming_convention={}); sa.Table("v", m)', 'the naming convention of another MetaData'],
  ])('is refused after %s', (before, reason) => {
    const reasons = unresolved(code(`${before}; m.create_all(op.get_bind())`), { mode: 'online' });
    expect(reasons.join('\n')).toContain(reason);
    expect(reasons.join('\n')).not.toContain('checkfirst');
  });
});
