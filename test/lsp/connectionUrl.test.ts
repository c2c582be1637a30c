// The plain parts of connections and runs in the editor: passwords of URLs, the way back, a line for a shell.
import { describe, expect, it, test } from 'vitest';
import { isDatabaseUrl, splitPassword, withPassword } from '../../extension/src/connections/connectionUrl';
import { alembicLine } from '../../extension/src/run/alembicLine';
import { targetWords } from '../../extension/src/run/safeTarget';
import { isUndoable, sameRows } from '../../extension/src/run/undo';

describe('the password of a URL', () => {
  test.each([
    ['postgresql://bob:s3cret@db/shop', 'postgresql://bob@db/shop', 's3cret'],
    [
      'postgresql+psycopg2://bob:p%40%2Fs@db:5433/shop?x=1',
      'postgresql+psycopg2://bob@db:5433/shop?x=1',
      'p@/s',
    ],
    ['postgresql://db/shop?user=bob&password=s3cret', 'postgresql://db/shop?user=bob', 's3cret'],
    ['postgresql://db/shop?password=s%26t&sslmode=require', 'postgresql://db/shop?sslmode=require', 's&t'],
    ['postgresql://bob:one@db/shop?password=two', 'postgresql://bob@db/shop', 'one'],
    ['postgresql://bob@[::1]:5433/shop', 'postgresql://bob@[::1]:5433/shop', undefined],
    ['postgresql://bob@/shop?host=/var/run', 'postgresql://bob@/shop?host=/var/run', undefined],
    ['sqlite:///a@b:c.db', 'sqlite:///a@b:c.db', undefined],
    [' env:URL ', 'env:URL', undefined],
  ])('%s', (text, url, password) => {
    expect(splitPassword(text)).toEqual({ url, password });
  });

  it.each(['simple', 'c4n@ry:p/w%d', 'ü&=?#', ' '])('%j comes back as it went', (password) => {
    for (const url of [
      'postgresql://bob@db/shop',
      'postgresql+asyncpg://db/shop',
      'postgresql://db/s?user=b',
    ]) {
      expect(splitPassword(withPassword(url, password))).toEqual({ url, password });
    }
  });

  it('is not made up', () => {
    expect(withPassword('postgresql://bob@db/shop', undefined)).toBe('postgresql://bob@db/shop');
    expect(withPassword('sqlite:///a.db', '')).toBe('sqlite:///a.db');
  });
});

test.each([
  ['postgresql+psycopg_async://h/d', true],
  ['sqlite+aiosqlite:///a.db', true],
  ['mysql://h/d', false],
  ['h/d', false],
])('%s is a database of ours: %s', (url, isOurs) => {
  expect(isDatabaseUrl(url)).toBe(isOurs);
});

test('nothing goes backwards on a protected database without leave', () => {
  const database = { label: 'live', name: 'shop', serverVersion: '', isProtected: true };
  expect(isUndoable({ command: 'upgrade', database })).toBe(false);
  expect(isUndoable({ command: 'upgrade', database: { ...database, allowsDowngrade: true } })).toBe(true);
  expect(isUndoable({ command: 'downgrade', database })).toBe(true);
  expect(isUndoable({ command: 'upgrade', database: { ...database, isProtected: false } })).toBe(true);
});

test.each([
  ['upgrade', '-1', ['-1']],
  ['stamp', 'a1 b2', ['a1', 'b2']],
  ['downgrade', 'a1 b2', ['a1 b2']],
  ['ensure_version', '', []],
])('%s %j goes to %j', (command, target, words) => {
  expect(targetWords(command, target)).toEqual(words);
});

test('version rows have no order', () => {
  expect(sameRows(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(sameRows(['a'], [])).toBe(false);
});

test.each([
  [{ configFile: 'alembic.ini', section: 'alembic', words: ['upgrade', 'head'] }, 'alembic upgrade head'],
  [
    { configFile: 'my conf/a.ini', section: 'other', words: ['show', "x'; rm -rf /"] },
    "alembic -c 'my conf/a.ini' -n other show 'x'\\''; rm -rf /'",
  ],
])('%j is %s', (line, text) => {
  expect(alembicLine(line)).toBe(text);
});
