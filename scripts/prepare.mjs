// Run by npm after an installation: builds dist/ where there is none, so that npm and pre-commit can install Retort
// from its repository.
import { existsSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { inRoot } from './lib/paths.mjs';

if (!existsSync(inRoot('dist', 'cli.js'))) {
  const problem = await build();
  if (problem !== undefined) throw new Error(problem);
}
