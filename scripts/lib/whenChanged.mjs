// Files of dist/ that are written only when they differ from what is there.
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Leaves an equal file alone, so that a build beside a running embedded database does not touch what it has open.
 * @param {string} source
 * @param {string} target
 */
export async function copyWhenChanged(source, target, isModule = false) {
  if (isModule) {
    // The maps of these modules are not shipped, and a pointer to a missing map makes debuggers complain.
    const text = await readFile(source, 'utf8');
    await writeWhenChanged(target, text.replace(/\n?\/\/# sourceMappingURL=.*$/u, '\n'));
    return;
  }
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
  if (to?.size === from.size && to.mtimeMs >= from.mtimeMs) return;
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, { force: true });
}

/**
 * @param {string} target
 * @param {string} text
 */
export async function writeWhenChanged(target, text) {
  if ((await readFile(target, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
