// npm run soak: several runs at once, concurrent indexes beside a waiting run, and sessions that are ended at every
// statement, as often as a release asks for. `npm run soak -- 60` limits each of the three to 60 seconds; 300 by default.
import { atEnd, withCleanUp } from './lib/cleanUp.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { Results } from './lib/results.mjs';
import { ensureModules } from './lib/tools.mjs';
import { runVitest } from './lib/vitest.mjs';

const ROUNDS = 1_000;
const [seconds = '300'] = process.argv.slice(2);

await withCleanUp(async () => {
  if (!/^[1-9]\d{0,4}$/.test(seconds)) throw new Error(`"${seconds}" is not a number of seconds`);
  await ensureModules();
  const results = new Results();
  const postgres = await startPostgres();
  if ('skip' in postgres) throw new Error(postgres.skip);
  atEnd(postgres.stop);
  const { counts, isPassed } = await runVitest('soak', {
    env: {
      RETORT_TEST_POSTGRES: postgres.url,
      RETORT_SOAK_ROUNDS: String(ROUNDS),
      RETORT_SOAK_SECONDS: seconds,
    },
  });
  results.suite('soak', counts, isPassed);
  return results.close();
});
