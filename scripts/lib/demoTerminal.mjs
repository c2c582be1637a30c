// The demo without an editor: the command line at work on the example projects, step by step, on the embedded PostgreSQL.
import path from 'node:path';
import { cached, inRoot } from './paths.mjs';
import { capture } from './run.mjs';
import { copyExamples } from './workspaces.mjs';

/** @typedef {{ title: string, example: string, words: string[], expected?: number, after: (said: string) => string }} Step */

/** @type {readonly Step[]} */
const STEPS = [
  {
    title: 'Review the pending revisions of examples/shop-review',
    example: 'shop-review',
    words: ['lint'],
    expected: 1,
    after: () =>
      'Retort found the mistakes that were put there; exit code 1 means "something was found", as CI wants it.',
  },
  {
    title: 'The history of examples/shop',
    example: 'shop',
    words: ['history'],
    after: (said) =>
      `${said.trim().split('\n').length} revisions, newest first, with a branch and its merge. Read without Python.`,
  },
  {
    title: 'What an upgrade to head would do',
    example: 'shop',
    words: ['upgrade', 'head', '--plan'],
    after: () => 'That was the plan only. Nothing has run yet.',
  },
  {
    title: 'Upgrade the embedded database to head',
    example: 'shop',
    words: ['upgrade', 'head', '--yes'],
    after: () =>
      'The embedded PostgreSQL was started in .retort/ of the project, and all revisions were applied.',
  },
  {
    title: 'Where the database stands',
    example: 'shop',
    words: ['current'],
    after: (said) => `The database is at ${said.trim()}.`,
  },
  {
    title: 'One step back',
    example: 'shop',
    words: ['downgrade', '-1', '--yes'],
    after: () => 'The newest revision was taken back.',
  },
  {
    title: 'And forward again',
    example: 'shop',
    words: ['upgrade', 'head', '--yes'],
    after: () => 'The same revision was applied again.',
  },
  {
    title: 'Where the database stands now',
    example: 'shop',
    words: ['current'],
    after: (said) => `The database is at ${said.trim()} again: up, down and up.`,
  },
];

/**
 * Runs all steps on fresh copies. Needs a built dist/.
 * @returns {Promise<number>} the exit code: 0 when every step ended as expected
 */
export async function demoInTerminal() {
  const folder = cached('demo-terminal');
  await copyExamples(folder, ['shop', 'shop-review']);
  for (const [index, { title, example, words, expected = 0, after }] of STEPS.entries()) {
    console.log(`\n== ${index + 1}. ${title}`);
    console.log(`   ${example}$ retort ${words.join(' ')}\n`);
    const cwd = path.join(folder, example);
    const { code, stdout, stderr } = await capture(process.execPath, [inRoot('dist', 'cli.js'), ...words], {
      cwd,
    });
    process.stdout.write(stdout);
    process.stdout.write(stderr);
    if (code !== expected) {
      console.log(`\nThis step should have ended with ${expected}, it ended with ${code}.`);
      return 1;
    }
    console.log(`\n-> ${after(stdout)}`);
  }
  console.log(`\nAll steps did what they should. The copies they worked on are in ${folder}.`);
  return 0;
}
