// Lines that are made to keep a grammar busy: each is read whole, and in a time that only tells a hang.
import { describe, expect, it } from 'vitest';
import { grammarOf, tokenize } from './tokenize';

const SIZE = 10_000;
const filled = (part: string, before = '', behind = ''): string =>
  before + part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE) + behind;

/** Lines by what they are full of. */
const LINES: Readonly<Record<string, string>> = {
  'double quotes': filled('"'),
  'single quotes': filled("'"),
  'quotes in a string': filled("'", 'op.execute("', '")'),
  'odd quotes in a string': filled("'", 'op.execute("', 'x")'),
  'quotes after backslashes': filled("\\'", 'op.execute("', '")'),
  'quotes after backslashes in single quotes': filled("\\'", "op.execute('", ''),
  backslashes: filled('\\', 'op.execute("', '")'),
  calls: filled('op.execute('),
  'calls and quotes': filled('op.execute("'),
  'calls of text': filled('text('),
  dashes: filled('-', 'op.execute("', '")'),
  'opened comments': filled('/*', 'op.execute("'),
  'opened comments without an end': filled('/*a', 'op.execute("""'),
  dollars: filled('$', 'op.execute("'),
  'dollars and letters': filled('$a', 'op.execute("'),
  colons: filled(':', 'op.execute("'),
  binds: filled(':a', 'op.execute("'),
  letters: filled('a', 'op.execute("'),
  digits: filled('1', 'op.execute("'),
  keywords: filled('select ', 'op.execute("'),
  'almost keywords': filled('selec', 'op.execute("'),
  'percent signs': filled('%(', 'op.execute("'),
  braces: filled('{', 'op.execute(f"'),
  'braces with letters': filled('{a', 'op.execute(f"'),
  blanks: filled(' ', 'op.execute("'),
  'blanks before nothing': filled(' ', '', 'x'),
  brackets: filled('['),
  'a section without an end': filled('a', '['),
  'percent signs in a value': filled('%', 'key = '),
  'opened interpolations': filled('%(', 'key = '),
  'equal signs': filled('='),
  'keys without values': filled('key '),
  'numbers in a value': filled('1', 'key = ', 'x'),
};

describe.each(['source.python', 'source.alembic-ini'])('%s', (scopeName) => {
  it.each(Object.entries(LINES))(
    'gets through %s',
    async (_, line) => {
      const grammar = await grammarOf(scopeName);
      const [tokens = []] = tokenize(grammar, [line]);
      expect(tokens.at(-1)?.end).toBeGreaterThanOrEqual(line.length);
    },
    5_000,
  );

  it('is as it was after them', async () => {
    const grammar = await grammarOf(scopeName);
    const [before] = tokenize(grammar, ['x = 1']);
    const [, after] = tokenize(grammar, [
      scopeName === 'source.python' ? filled('"', '#') : filled('['),
      'x = 1',
    ]);
    expect(after).toEqual(before);
  });
});
