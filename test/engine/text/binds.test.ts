// What SQLAlchemy 2.0 takes for binds, and the texts that print what they were made from; each was asked of SQLAlchemy itself.
import { expect, it } from 'vitest';
import {
  compiledBinds,
  declaredBinds,
  replaceBinds,
  withEscapedColons,
} from '../../../server/src/engine/text/binds';

const CASES: readonly (readonly [sql: string, escaped: string, declared: string, compiled: string])[] = [
  [':a', '\\:a', 'a', 'a'],
  [':a:b', ':a:b', '', ''],
  ['x::int', 'x::int', '', ''],
  [':this:', ':this:', 'thi', ''],
  ['12:30:00', '12:30:00', '', ''],
  ['\\:a', '\\\\:a', '', ''],
  ['\\\\:a', '\\\\\\:a', '', ''],
  ['\\:this:', '\\:this:', '', ''],
  [':a$b', '\\:a$b', 'a', 'a$b'],
  [':é, :ü$', '\\:é, \\:ü$', 'é ü', 'é ü$'],
  [': a', ': a', '', ''],
  [':x,:y', '\\:x,\\:y', 'x y', 'x y'],
  [':::a', ':::a', '', ''],
  ['{"k":true}', '{"k"\\:true}', 'true', 'true'],
  ['\\::int', '\\::int', '', ''],
  [':1 \\: :2\\', '\\:1 \\\\: \\:2\\', '1 2', '1 2'],
];

it.each(CASES)('%s', (sql, escaped, declared, compiled) => {
  expect([...declaredBinds(sql)].join(' ')).toBe(declared);
  expect(
    compiledBinds(sql)
      .map(({ name }) => name)
      .join(' '),
  ).toBe(compiled);
  expect(withEscapedColons(sql)).toBe(escaped);
  expect(replaceBinds(escaped, (name) => `<${name}>`)).toBe(sql);
});
