// What Alembic prints, byte for byte, asked of a real one on the example project.
import { describe, expect, it } from 'vitest';
import { copyOfExample, program, retort } from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];
const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };

/** Runs both with the same words and compares what they print. */
async function checkSame(
  words: readonly string[],
  inOrder: (text: string) => unknown = (text) => text,
): Promise<void> {
  const folder = copyOfExample('shop');
  const [theirs, ours] = await Promise.all([
    program(python ?? '', ['-m', 'alembic', ...words], folder, { env }),
    retort(folder, words),
  ]);
  expect(theirs.code).toBe(0);
  expect({ code: ours.code, text: inOrder(ours.stdout) }).toEqual({ code: 0, text: inOrder(theirs.stdout) });
}

describe.skipIf(python === undefined)('the same text as Alembic', () => {
  it.each([
    ['heads'],
    ['heads -v'],
    ['history'],
    ['history -r 7cb1d85f0e3a:'],
    ['history -r :e15c68a4b3d9'],
    ['show e15c'],
    ['show head'],
    ['upgrade head --sql'],
    ['upgrade b7e4:c40d --sql'],
    ['upgrade 7cb1:e15c --sql'],
    ['upgrade 8d52e0b6c1fa:+2 --sql'],
    ['downgrade f90e:64bf --sql'],
    ['downgrade 7cb1d85f0e3a:base --sql'],
  ])('%s', async (words) => {
    await checkSame(words.split(' '));
  });

  // Alembic takes the children of a branch point and the parents of a merge from a set: their order is by chance.
  it.each([['branches'], ['branches -v'], ['history -v'], ['downgrade e15c68a4b3d9:5e83 --sql']])(
    '%s, in any order',
    async (words) => {
      const anyOrder = (text: string): readonly string[] => text.split(/[\s,']+/).sort();
      await checkSame(words.split(' '), anyOrder);
    },
  );
});
