// npm test: every test there is. `node scripts/test.mjs cli`, `database` or `editor` runs that part alone; words after it
// choose among its files: `cli verify drift` the files with one of these words in their names, `editor run` such flows.
// What the machine lacks is installed where that is possible; what cannot be is listed at the end, and fails under CI=true.
import { build } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { atEnd, withCleanUp } from './lib/cleanUp.mjs';
import { prepareNodeSqlite } from './lib/nodeSqlite.mjs';
import { startPgbouncer } from './lib/pgbouncer.mjs';
import { startOtherVersions, startPostgres } from './lib/postgres.mjs';
import { prepareOldestPython, preparePython } from './lib/python.mjs';
import { Results } from './lib/results.mjs';
import { ensureModules } from './lib/tools.mjs';
import { runVitest } from './lib/vitest.mjs';

const PARTS = ['cli', 'database', 'editor'];
const [only, ...words] = process.argv.slice(2);

await withCleanUp(async () => {
  if (only !== undefined && !PARTS.includes(only))
    throw new Error(`unknown part "${only}": ${PARTS.join(' or ')}`);
  await ensureModules();
  const results = new Results();
  if (only === undefined) await runChecks(results);
  const problem = await build();
  if (problem !== undefined) console.log(`FAILED build\n${problem}\n`);
  results.step('build', problem === undefined);
  if (problem === undefined) {
    if (only !== 'editor')
      await databaseTests(results, only === undefined ? ['cli', 'database'] : [only], words);
    if (only === undefined || only === 'editor') {
      const { editorTests } = await import('./lib/editorTests.mjs');
      await editorTests(results, words[0]);
    }
  }
  return results.close();
});

/**
 * Runs Vitest projects that may use a Python with Alembic, a PostgreSQL server and a Node with SQLite.
 * @param {Results} results
 * @param {readonly string[]} projects
 * @param {string[]} files parts of the names of the files to run; none: all of them, on every version of PostgreSQL
 */
async function databaseTests(results, projects, files) {
  const [python, postgres, node] = await Promise.all([preparePython(), startPostgres(), prepareNodeSqlite()]);
  const oldest = 'skip' in python ? python : await prepareOldestPython();
  if ('skip' in python) results.skip('Python with Alembic', python.skip);
  if ('skip' in oldest) results.skip('Python with the oldest Alembic', oldest.skip);
  if ('skip' in postgres) results.skip('PostgreSQL server', postgres.skip);
  else atEnd(postgres.stop);
  const pools = 'skip' in postgres ? postgres : await startPgbouncer(postgres.url);
  if ('skip' in pools) results.skip('PgBouncer', pools.skip);
  else atEnd(pools.stop);
  if ('skip' in node) results.skip('Node with SQLite', node.skip);
  const env = {
    RETORT_TEST_POOLS: 'skip' in pools ? undefined : `${pools.transactionUrl} ${pools.sessionUrl}`,
    RETORT_TEST_PYTHON_OLDEST: 'skip' in oldest ? undefined : oldest.python,
    RETORT_TEST_PYTHON: 'skip' in python ? undefined : python.python,
    RETORT_TEST_NODE_SQLITE: 'skip' in node ? undefined : node.node,
    RETORT_TEST_POSTGRES: 'skip' in postgres ? undefined : postgres.url,
  };
  // The files of the part `database` run one at a time, as do those for the other versions: two cores, two at once.
  const versions =
    'skip' in postgres || files.length > 0 || !projects.includes('database')
      ? undefined
      : () => otherVersions(results, postgres.url, env);
  for (const project of projects) {
    console.log(`\n${project} tests`);
    const [{ counts, isPassed }] = await Promise.all([
      runVitest(project, { env, files }),
      project === 'database' ? versions?.() : undefined,
    ]);
    results.suite(`${project} tests`, counts, isPassed);
  }
}

/**
 * Runs on every other supported version of PostgreSQL what may differ between them.
 * @param {Results} results
 * @param {string} url of the server that everything ran on
 * @param {Record<string, string | undefined>} env
 */
async function otherVersions(results, url, env) {
  for (const { version, ...server } of await startOtherVersions(url)) {
    if ('skip' in server) {
      results.skip(`PostgreSQL ${version}`, server.skip);
      continue;
    }
    const { counts, isPassed, output } = await runVitest('versions', {
      env: { ...env, RETORT_TEST_POSTGRES: server.url },
      isQuiet: true,
    });
    await server.stop();
    console.log(`\nruns on PostgreSQL ${version}\n${output}`);
    results.suite(`runs on PostgreSQL ${version}`, counts, isPassed);
  }
}
