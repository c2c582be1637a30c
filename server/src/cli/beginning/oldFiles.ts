// The revision files of a history that is being reset: copied away before they go, and put back when it fails.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface KeptFiles {
  /** Where the copies are. */
  readonly folder: string;
  /** Each file and its copy. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  remove(): void;
  /** A file to be removed when the old ones come back. */
  alsoMade(path: string): void;
  putBack(): void;
}

/** Below `.retort/history/` of the project. */
export function keptFolder(project: string, now: Date): string {
  return join(project, '.retort', 'history', now.toISOString().replaceAll(/[-:]|\.\d+/gu, ''));
}

/** Copies the files into `.retort/history/` of the project; nothing is removed yet. */
export function keepOldFiles(project: string, paths: readonly string[], now: Date): KeptFiles {
  const root = join(project, '.retort');
  const folder = keptFolder(project, now);
  mkdirSync(folder, { recursive: true });
  const ignore = join(root, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  // Two version folders may have files of one name.
  const copies = paths.map((path, index) => {
    const isRepeated = paths.findIndex((other) => basename(other) === basename(path)) !== index;
    const copy = join(folder, isRepeated ? `${index} ${basename(path)}` : basename(path));
    cpSync(path, copy, { errorOnExist: true, force: false, preserveTimestamps: true });
    return { path, copy };
  });
  const made: string[] = [];
  return {
    folder,
    copies: copies.map(({ path, copy }) => ({ from: path, to: copy })),
    remove() {
      for (const { path } of copies) rmSync(path);
    },
    alsoMade(path) {
      made.push(path);
    },
    putBack() {
      for (const path of made) rmSync(path, { force: true });
      for (const { path, copy } of copies) {
        mkdirSync(dirname(path), { recursive: true });
        if (!existsSync(path)) cpSync(copy, path, { preserveTimestamps: true });
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
