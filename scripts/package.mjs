// npm run package: builds everything and packs it into retort-<version>.vsix.
import { readFile } from 'node:fs/promises';
import { build } from './lib/build.mjs';
import { withCleanUp } from './lib/cleanUp.mjs';
import { megabytes, packExtension } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { ensureModules } from './lib/tools.mjs';

await withCleanUp(async () => {
  await ensureModules();
  const problem = await build({ isForRelease: true });
  if (problem !== undefined) throw new Error(problem);
  const { name, version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const file = inRoot(`${name}-${version}.vsix`);
  console.log(`${file} (${megabytes(await packExtension(file))} MB)`);
  return 0;
});
