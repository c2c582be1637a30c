// npm run check: everything that can be known in under a minute without a server or an editor.
import { runChecks } from './lib/checks.mjs';
import { Results } from './lib/results.mjs';
import { ensureModules } from './lib/tools.mjs';

await ensureModules();
const results = new Results();
await runChecks(results);
process.exitCode = results.close();
