// npm run soak: several runs at once, concurrent indexes beside a waiting run, sessions that are ended at every statement, and
// commands that are killed, as often as a release asks for. `npm run soak -- 60` limits each of the first three to 60 seconds,
// 300 by default; `npm run soak -- 60 kills` runs the files with this word in their names.
import { atEnd, withCleanUp } from './lib/cleanUp.mjs';
import { build } from './lib/build.mjs';
import { prepareNodeSqlite } from './lib/nodeSqlite.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { preparePython } from './lib/python.mjs';
import { Results } from './lib/results.mjs';
import { ensureModules } from './lib/tools.mjs';
import { runVitest } from './lib/vitest.mjs';

const ROUNDS = 1_000;
const [seconds = '300', ...files] = process.argv.slice(2);

await withCleanUp(async () => {
  if (!/^[1-9]\d{0,4}$/.test(seconds)) throw new Error(`"${seconds}" is not a number of seconds`);
  await ensureModules();
  const results = new Results();
  const problem = await build();
  if (problem !== undefined) throw new Error(problem);
  const [python, postgres, node] = await Promise.all([preparePython(), startPostgres(), prepareNodeSqlite()]);
  if ('skip' in postgres) throw new Error(postgres.skip);
  atEnd(postgres.stop);
  if ('skip' in python) throw new Error(python.skip);
  if ('skip' in node) throw new Error(node.skip);
  const { counts, isPassed } = await runVitest('soak', {
    files,
    env: {
      RETORT_TEST_PYTHON: python.python,
      RETORT_TEST_NODE_SQLITE: node.node,
      RETORT_TEST_POSTGRES: postgres.url,
      RETORT_SOAK_ROUNDS: String(ROUNDS),
      RETORT_SOAK_SECONDS: seconds,
    },
  });
  results.suite('soak', counts, isPassed);
  return results.close();
});
