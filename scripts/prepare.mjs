// Run by npm after an installation: builds dist/ where there is none, so that npm and pre-commit can install Retort
// from its repository. `npm install -g` of a repository calls it before the tools are there: they are fetched first.
import { existsSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { inRoot } from './lib/paths.mjs';
import { ensureModules } from './lib/tools.mjs';

if (!existsSync(inRoot('dist', 'cli.js'))) {
  await ensureModules();
  // The installation of the tools has come by here, too.
  const problem = existsSync(inRoot('dist', 'cli.js')) ? undefined : await build();
  if (problem !== undefined) throw new Error(problem);
}
