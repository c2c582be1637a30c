// What SQL text may do to the schema, told from its words.
import { describe, expect, it } from 'vitest';
import { textEffect } from '../../../server/src/engine/schema/statementEffect';

describe('SQL that leaves tables as they are', () => {
  it.each([
    'SELECT 1',
    '  -- why\n UPDATE t SET a = 1; DELETE FROM t;',
    "INSERT INTO t VALUES ('; drop table x')",
    'CREATE EXTENSION IF NOT EXISTS citext',
    'CREATE FUNCTION f() RETURNS int AS $$ BEGIN DROP TABLE x; END $$ LANGUAGE plpgsql; SELECT f();',
    'WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x',
    'DROP VIEW v',
    'ALTER SEQUENCE s RESTART',
    '',
  ])('%s', (sql) => {
    expect(textEffect(sql)).toEqual({ kind: 'none' });
  });
});

describe('SQL that may change anything', () => {
  it.each([
    'CREATE TABLE x (a int)',
    'UPDATE t SET a = 1; ALTER TABLE t DROP COLUMN a',
    'SELECT 1 INTO x',
    'DO $$ BEGIN END $$',
    'DROP EXTENSION x CASCADE',
    'SET search_path TO other',
    'CALL p()',
    'nonsense',
  ])('%s', (sql) => {
    expect(textEffect(sql)).toEqual({ kind: 'unknown' });
  });
});

describe('VALIDATE CONSTRAINT', () => {
  it('names the table and the constraint that holds from here on', () => {
    const table = { name: 't', schema: 's' };
    expect(textEffect('ALTER TABLE s.t VALIDATE CONSTRAINT c')).toEqual({
      kind: 'validated',
      table,
      constraint: 'c',
    });
  });

  it.each(['ALTER TABLE "T" VALIDATE CONSTRAINT c', 'ALTER TABLE t VALIDATE CONSTRAINT c, DROP COLUMN x'])(
    'is not taken for more than it says: %s',
    (sql) => {
      expect(textEffect(sql)).toEqual({ kind: 'unknown' });
    },
  );
});
