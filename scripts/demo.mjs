// npm run demo: Retort at work on examples/shop, with the embedded PostgreSQL. Installs and builds what it needs.
// `-- --terminal` shows the command line instead of an editor; `-- --browser` does not use a desktop VS Code.
import { build } from './lib/build.mjs';
import { withCleanUp } from './lib/cleanUp.mjs';
import { demoInEditor } from './lib/demoEditor.mjs';
import { demoInTerminal } from './lib/demoTerminal.mjs';
import { ensureModules } from './lib/tools.mjs';

const KNOWN = ['--terminal', '--browser'];
const given = process.argv.slice(2);

await withCleanUp(async () => {
  const unknown = given.find((option) => !KNOWN.includes(option));
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}: ${KNOWN.join(' or ')}`);
  await ensureModules();
  const problem = await build();
  if (problem !== undefined) throw new Error(problem);
  if (given.includes('--terminal')) return await demoInTerminal();
  return await demoInEditor({ isBrowserWanted: given.includes('--browser') });
});
