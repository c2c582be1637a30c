// Ways to get what a machine lacks: Debian packages as root, npm packages into .cache, and a folder that is either whole or absent.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture, must, NPM } from './run.mjs';

/** Debian packages are installed without asking: only where we are root and apt-get exists. */
export function canInstallPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

let isListFresh = false;

/**
 * Installs Debian packages.
 * @param {...string} packages
 * @returns {Promise<string | undefined>} the reason when it could not be done
 */
export async function installPackages(...packages) {
  if (!canInstallPackages())
    return `needs ${packages.join(', ')}, which only root on Debian lets this script install`;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`installing ${packages.join(' ')} with apt-get`);
  if (!isListFresh) await capture('apt-get', ['update', '-q'], { env });
  isListFresh = true;
  const { code, stderr } = await capture(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
    { env },
  );
  return code === 0 ? undefined : `apt-get install ${packages.join(' ')} failed: ${lastLine(stderr)}`;
}

/**
 * Installs npm packages with exact versions into a folder of their own, without running their install scripts.
 * @param {string} folder
 * @param {readonly string[]} packages such as `code-server@4.139.1`
 * @param {Record<string, string | undefined>} [env]
 */
export async function installFromNpm(folder, packages, env = {}) {
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    '{ "name": "fetched", "version": "1.0.0", "private": true }\n',
  );
  const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  await must(NPM.command, [...NPM.args, ...options, ...packages], { cwd: folder, env });
}

/**
 * Fills a folder once: `fill` works in a folder beside it, which takes the final name only when complete.
 * @param {string} folder
 * @param {(target: string) => Promise<void>} fill
 */
export async function once(folder, fill) {
  if (await exists(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await fill(unfinished);
  await rename(unfinished, folder);
  return folder;
}

/** @param {string} file */
export async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** @param {string} text */
export function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
