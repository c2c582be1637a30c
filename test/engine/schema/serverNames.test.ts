// Names PostgreSQL chooses, and how they are shortened to 63 bytes.
import { describe, expect, it } from 'vitest';
import { objectName } from '../../../server/src/engine/schema/serverNames';

describe('objectName', () => {
  it.each([
    ['t', 'a', 'key', 't_a_key'],
    ['t', undefined, 'pkey', 't_pkey'],
    ['a'.repeat(70), undefined, 'pkey', `${'a'.repeat(58)}_pkey`],
    // Both parts give way evenly: 63 - 5 for "_fkey" - 1 for the underscore leaves 57.
    ['a'.repeat(40), 'b'.repeat(40), 'fkey', `${'a'.repeat(29)}_${'b'.repeat(28)}_fkey`],
    ['a'.repeat(10), 'b'.repeat(80), 'key', `${'a'.repeat(10)}_${'b'.repeat(48)}_key`],
    // Bytes are counted, characters are never split.
    ['é'.repeat(40), undefined, 'pkey', `${'é'.repeat(29)}_pkey`],
  ])('%s %s %s', (table, columns, label, expected) => {
    expect(objectName(table, columns, label)).toBe(expected);
  });
});
