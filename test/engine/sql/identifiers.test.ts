// Quoting, reserved words, cutting of long names.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { md5Hex } from '../../../server/src/engine/schema/md5';
import {
  POSTGRESQL_RESERVED_WORDS,
  SQLITE_RESERVED_WORDS,
} from '../../../server/src/engine/sql/reservedWords';
import { statementsOf, templateOptions } from '../../support/steps';

const GOLDEN = JSON.parse(
  readFileSync(new URL('../../golden/reserved_words.json', import.meta.url), 'utf8'),
) as Readonly<Record<'postgresql' | 'sqlite', readonly string[]>>;

describe('reserved words', () => {
  it('are those of SQLAlchemy', () => {
    expect([...POSTGRESQL_RESERVED_WORDS].sort()).toEqual([...GOLDEN.postgresql].sort());
    expect([...SQLITE_RESERVED_WORDS].sort()).toEqual([...GOLDEN.sqlite].sort());
  });
});

describe('md5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['é😀', '62b3afe3b01f6f80152b567d9b216cde'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ])('of %j', (text, expected) => {
    expect(md5Hex(text)).toBe(expected);
  });
});

describe('quoting', () => {
  const renamed = (name: string, dialect: 'postgresql' | 'sqlite'): string | undefined =>
    statementsOf(`op.rename_table('a', ${JSON.stringify(name)})`, templateOptions(dialect))[0];

  it.each([
    ['plain', 'plain', 'plain'],
    ['with space', '"with space"', '"with space"'],
    ['Upper', '"Upper"', '"Upper"'],
    ['1st', '"1st"', '"1st"'],
    ['$x', '"$x"', '"$x"'],
    ['x$', 'x$', 'x$'],
    ['user', '"user"', 'user'],
    ['key', 'key', '"key"'],
    ['a"b', '"a""b"', '"a""b"'],
  ])('of %s', (name, postgresql, sqlite) => {
    expect(renamed(name, 'postgresql')).toBe(`ALTER TABLE a RENAME TO ${postgresql};`);
    expect(renamed(name, 'sqlite')).toBe(`ALTER TABLE a RENAME TO ${sqlite};`);
  });
});
