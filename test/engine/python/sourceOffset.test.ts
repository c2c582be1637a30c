// The way back from the value of a literal to the source: through escapes, prefixes and concatenated parts.
import { describe, expect, it } from 'vitest';
import { descendants } from '../../../server/src/engine/python/find';
import { parseModule } from '../../../server/src/engine/python/parse';
import { sourceOffset } from '../../../server/src/engine/python/stringLiteral';

/** Every character of the value, with the source text from its offset to the next one. */
function checkOffsets(source: string, expected: readonly string[]): void {
  const literal = [...descendants(parseModule(source))].find((node) => node.kind === 'string');
  if (literal === undefined) throw new Error('The source has no string.');
  const offsets = Array.from({ length: literal.value.length + 1 }, (_, index) =>
    sourceOffset(literal, index, source),
  );
  const units = Array.from(literal.value, (_, index) => source.slice(offsets[index], offsets[index + 1]));
  expect(units).toEqual(expected);
}

describe('sourceOffset', () => {
  it('counts plain text', () => checkOffsets('x = "abc"', ['a', 'b', 'c']));
  it('counts an escape once', () =>
    checkOffsets(String.raw`'a\n\x41\101b'`, ['a', '\\n', '\\x41', '\\101', 'b']));
  it('takes an unknown escape apart', () => checkOffsets(String.raw`'\d'`, ['\\', 'd']));
  it('takes a raw string as it is', () => checkOffsets(String.raw`r'\n'`, ['\\', 'n']));
  it('skips what joins two lines', () => checkOffsets("'a\\\nb'", ['a\\\n', 'b']));
  it('reads a line end of two characters as one', () => checkOffsets('"""a\r\nb"""', ['a', '\r\n', 'b']));
  it('goes from part to part', () => checkOffsets('("ab" # c\n r"d")', ['a', 'b" # c\n r"', 'd']));

  it('gives both halves of a character outside the first plane the start of their escape', () => {
    const source = String.raw`'\U0001F600x'`;
    const [literal] = [...descendants(parseModule(source))].filter((node) => node.kind === 'string');
    expect(literal?.value).toBe('😀x');
    expect([0, 1, 2, 3].map((index) => sourceOffset(literal!, index, source))).toEqual([1, 1, 11, 12]);
  });

  it('gives the end of the content behind the last character', () => {
    const source = 'x = "ab" "cd"';
    const [literal] = [...descendants(parseModule(source))].filter((node) => node.kind === 'string');
    expect([1, 2, 4, 9].map((index) => sourceOffset(literal!, index, source))).toEqual([6, 10, 12, 12]);
  });
});
