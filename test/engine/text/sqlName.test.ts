import { expect, it } from 'vitest';
import { renamedText } from '../../../server/src/engine/schema/renamedText';
import { sqlName } from '../../../server/src/engine/text/sqlName';

it.each([
  ['users', 'users'],
  ['order', '"order"'],
  ['left', '"left"'],
  ['values', '"values"'],
  ['Users', '"Users"'],
  ['1st', '"1st"'],
  ['a b', '"a b"'],
  ['a"b', '"a""b"'],
])('%s is spelt %s', (name, spelt) => {
  expect(sqlName(name)).toBe(spelt);
});

it('a column that gets the name of a word of SQL is quoted in the expressions that name it', () => {
  expect(renamedText('((rank > 0) AND (length(rank) < 5))', 'rank', 'order')).toBe(
    '(("order" > 0) AND (length("order") < 5))',
  );
});
