// The quick checks: format, lint, types, dead code and the tests that need nothing but memory. Two at a time.
import { cached, inRoot } from './paths.mjs';
import { capture } from './run.mjs';
import { tool } from './tools.mjs';
import { runVitest } from './vitest.mjs';

/** @typedef {{ name: string, isPassed: boolean, output: string, counts?: import('./results.mjs').Counts }} Check */

const AT_ONCE = 2;

/** The slowest first, so that none of them is left for the end. */
const CHECKS = [
  { name: 'lint', run: () => runTool('lint', 'eslint', ['.', '--max-warnings', '0', ...remembered()]) },
  { name: 'types', run: () => runTool('types', 'typescript', ['-b'], 'tsc') },
  {
    name: 'types of scripts',
    run: () => runTool('types of scripts', 'typescript', ['-p', inRoot('scripts')], 'tsc'),
  },
  { name: 'fast tests', run: fastTests },
  {
    name: 'format',
    run: () =>
      runTool('format', 'prettier', ['--check', '--cache', '--cache-location', cached('prettier'), '.']),
  },
  {
    name: 'dead code',
    run: () => runTool('dead code', 'knip', ['--config', inRoot('scripts', 'knip.jsonc'), '--no-progress']),
  },
];

/** What did not change is not looked at again, but in CI, where a type in another file may be what changed. */
function remembered() {
  if (process.env['CI'] === 'true') return [];
  return ['--cache', '--cache-strategy', 'content', '--cache-location', cached('eslint')];
}

/**
 * Runs all checks and prints each as it ends, with its output where it failed.
 * @param {import('./results.mjs').Results} results
 */
export async function runChecks(results) {
  const waiting = [...CHECKS];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = Date.now();
      const { name, isPassed, output, counts } = await check.run();
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(
        `${isPassed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${isPassed ? '' : `\n${output.trim()}\n`}`,
      );
      if (counts === undefined) results.step(name, isPassed);
      else results.suite(name, counts, isPassed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/**
 * @param {string} name
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [program]
 * @returns {Promise<Check>}
 */
async function runTool(name, packageName, args, program) {
  const { command, args: before } = await tool(packageName, program);
  const { code, stdout, stderr } = await capture(command, [...before, ...args]);
  return { name, isPassed: code === 0, output: `${stdout}${stderr}` };
}

/** @returns {Promise<Check>} */
async function fastTests() {
  return { name: 'fast tests', ...(await runVitest('fast', { isQuiet: true })) };
}
