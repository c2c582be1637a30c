// Text files of a project, written whole or not at all, whenever the process is killed.
import {
  chmodSync,
  existsSync,
  linkSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isProcessAlive } from '../database/embedded/ownerRecord';

/** Replaces the file, with its rights and through its link, or makes it. Drafts that a kill left beside it go. */
export function writeWhole(path: string, text: string): void {
  const file = existsSync(path) ? realpathSync(path) : path;
  const draft = draftOf(file);
  try {
    removeDrafts(dirname(file));
    writeFileSync(draft, text, 'utf8');
    if (existsSync(file)) chmodSync(draft, statSync(file).mode);
    renameSync(draft, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EBUSY'].includes(code)) throw error;
    // A folder that takes no new file, or another program that has this one open.
    writeFileSync(file, text, 'utf8');
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Makes a file; throws EEXIST when it is there already. */
export function writeNew(path: string, text: string): void {
  const draft = draftOf(path);
  removeDrafts(dirname(path));
  try {
    writeFileSync(draft, text, 'utf8');
    linkSync(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // Some file systems have no hard links.
    writeFileSync(path, text, { flag: 'wx' });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Beside the file; no Python file, so that Alembic does not load one that a kill leaves. */
function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
}

/** Removes what killed processes left of files that they wrote into a folder. */
export function removeDrafts(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const owner = /^\..+\.(\d+)\.draft$/u.exec(name)?.[1];
    if (owner !== undefined && !isProcessAlive(Number(owner))) rmSync(join(folder, name), { force: true });
  }
}
