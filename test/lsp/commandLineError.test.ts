// What the editor makes of the words with which the command line ends badly.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asSentence, CommandLineError } from '../../extension/src/run/commandLineError';

describe('the words of a failure', () => {
  it('name the place, and what to do next', () => {
    const said = '(node:1) Warning: x\nerror: no such thing (db/env.py:12)\n  Correct it.\n';
    const error = new CommandLineError(said, '/shop', 'otherwise');
    expect(error.message).toBe('no such thing (db/env.py:12). Correct it.');
    expect([error.file, error.line]).toEqual([join('/shop', 'db/env.py'), 12]);
  });

  it.each([
    ['only Alembic can compare them', 'Only Alembic can compare them'],
    ['env.py cannot be read', 'env.py cannot be read'],
    ['sqlalchemy.url names no host', 'sqlalchemy.url names no host'],
    ['shop@embedded: gone', 'shop@embedded: gone'],
    ['downgrade() is empty', 'downgrade() is empty'],
    ['Already one.', 'Already one.'],
  ])('%j begins as messages of the editor do', (text, expected) => {
    expect(asSentence(text)).toBe(expected);
  });
});
