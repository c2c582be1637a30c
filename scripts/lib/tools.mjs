// The development tools of package.json: installed when they are missing, started with this very Node.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { NPM, show } from './run.mjs';

/**
 * Installs node_modules as package-lock.json says, unless they are there and newer than it. Not with `npm ci`: that
 * insists on an entry for every platform's optional binary, and a lock file written on one platform may lack some.
 */
export async function ensureModules() {
  const installed = await stat(inRoot('node_modules', '.package-lock.json')).catch(() => undefined);
  const wanted = await stat(inRoot('package-lock.json'));
  if (installed !== undefined && installed.mtimeMs >= wanted.mtimeMs) return;
  console.log('installing node_modules');
  const code = await show(NPM.command, [...NPM.args, 'install', '--no-save', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error(`npm install ended with ${code}`);
}

/**
 * How to start a package's program: Node and the arguments before its own.
 * @param {string} name of the package
 * @param {string} [program] of the package; its own name when absent
 * @returns {Promise<{ command: string, args: string[] }>}
 */
export async function tool(name, program = name) {
  const folder = inRoot('node_modules', ...name.split('/'));
  const { bin } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[program];
  return { command: process.execPath, args: [path.join(folder, file)] };
}
