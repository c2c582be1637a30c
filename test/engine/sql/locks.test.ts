// Locks, rewrites and losses by operation and by SQL text.
import { describe, expect, it } from 'vitest';
import { lockEffect, statementEffect, type LockEffect } from '../../../server/src/engine/sql/locks';
import { stepsOf } from '../../support/steps';

function effectOf(code: string): LockEffect {
  const [first] = stepsOf(code, 'postgresql');
  if (first?.kind !== 'operation') throw new Error(`no operation in ${code}`);
  return lockEffect(first.operation);
}

describe('locks of operations', () => {
  it.each([
    ["op.create_table('t', sa.Column('a', sa.Integer))", undefined, 'none'],
    ["op.add_column('t', sa.Column('a', sa.Integer))", 'ACCESS EXCLUSIVE', 'none'],
    [
      "op.add_column('t', sa.Column('a', sa.DateTime, server_default=sa.func.now()))",
      'ACCESS EXCLUSIVE',
      'none',
    ],
    [
      "op.add_column('t', sa.Column('a', sa.Uuid, server_default=sa.text('gen_random_uuid()')))",
      'ACCESS EXCLUSIVE',
      'depends',
    ],
    ["op.add_column('t', sa.Column('a', sa.Integer, sa.Identity()))", 'ACCESS EXCLUSIVE', 'rewrite'],
    ["op.add_column('t', sa.Column('a', sa.Integer, unique=True))", 'ACCESS EXCLUSIVE', 'scan'],
    ["op.alter_column('t', 'a', type_=sa.BigInteger())", 'ACCESS EXCLUSIVE', 'depends'],
    ["op.alter_column('t', 'a', nullable=False)", 'ACCESS EXCLUSIVE', 'scan'],
    ["op.alter_column('t', 'a', nullable=True)", 'ACCESS EXCLUSIVE', 'none'],
    ["op.alter_column('t', 'a', comment='x')", 'SHARE UPDATE EXCLUSIVE', 'none'],
    ["op.create_index('i', 't', ['a'])", 'SHARE', 'scan'],
    ["op.create_foreign_key('f', 't', 'u', ['a'], ['id'])", 'SHARE ROW EXCLUSIVE', 'scan'],
    [
      "op.create_foreign_key('f', 't', 'u', ['a'], ['id'], postgresql_not_valid=True)",
      'SHARE ROW EXCLUSIVE',
      'none',
    ],
    ["op.bulk_insert(sa.table('t', sa.column('a', sa.Integer)), [{'a': 1}])", 'ROW EXCLUSIVE', 'none'],
  ])('%s', (code, lock, work) => {
    expect(effectOf(code)).toMatchObject({ lock, work, isDestructive: false, isNonTransactional: false });
  });

  it('tells what is lost', () => {
    expect(effectOf("op.drop_table('t')").isDestructive).toBe(true);
    expect(effectOf("op.drop_column('t', 'a')").isDestructive).toBe(true);
    expect(effectOf("op.drop_index('i', 't')").isDestructive).toBe(false);
  });

  it('tells what cannot run in a transaction', () => {
    const effect = effectOf("op.create_index('i', 't', ['a'], postgresql_concurrently=True)");
    expect(effect).toMatchObject({ lock: 'SHARE UPDATE EXCLUSIVE', isNonTransactional: true });
  });

  it('takes the worst of a batch', () => {
    const code =
      "with op.batch_alter_table('t') as b:\n    b.create_index('i', ['a'])\n    b.drop_column('z')";
    expect(effectOf(code)).toMatchObject({ lock: 'ACCESS EXCLUSIVE', work: 'scan', isDestructive: true });
  });
});

describe('locks of SQL text', () => {
  it.each([
    ['CREATE INDEX CONCURRENTLY i ON t (a)', 'SHARE UPDATE EXCLUSIVE', true],
    ['-- why\n /* how */ create unique index i on t (a)', 'SHARE', false],
    ['ALTER TABLE t VALIDATE CONSTRAINT c', 'SHARE UPDATE EXCLUSIVE', false],
    ['update t set a = 1', 'ROW EXCLUSIVE', false],
    ['VACUUM t', 'SHARE UPDATE EXCLUSIVE', true],
  ])('%s', (sql, lock, isNonTransactional) => {
    expect(statementEffect(sql)).toMatchObject({ lock, isNonTransactional });
  });

  it('is silent about what it does not know', () => {
    expect(statementEffect('DO $$ BEGIN END $$')).toBeUndefined();
    expect(statementEffect('')).toBeUndefined();
  });
});
