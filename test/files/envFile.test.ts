// .env files as python-dotenv reads them, as far as nothing has to be expanded.
import { expect, test } from 'vitest';
import { parseEnvFile } from '../../server/src/files/envFile';

test.each([
  ['A=b', 'b'],
  ['export A = b # comment', 'b'],
  ['A=b#c', 'b#c'],
  ["A='it''", 'it'],
  ['A="two\\nlines" # x', 'two\nlines'],
  ["A='$(touch x) ${B}'", '$(touch x) ${B}'],
  ['A=$(touch x)', '$(touch x)'],
  ['A="a\\"b"', 'a"b'],
  ['A=', ''],
  ['A=first\r\nA=last', 'last'],
  ['\uFEFFA=b', 'b'],
])('%j', (text, value) => {
  expect(parseEnvFile(text).get('A')).toEqual({ value });
});

test.each(['A=${B}', 'A="x${B}"'])('%j would have to be expanded', (text) => {
  expect(parseEnvFile(text).get('A')).toEqual({ isExpanded: true });
});

test('lines of another form are left out', () => {
  expect([...parseEnvFile('# A=b\n1A=b\nA\n=b\n; A=c\n').keys()]).toEqual([]);
});
