// The revision files of a project as another ref has them, and as they were where it and HEAD part.
import { resolve } from 'node:path';
import { blobsAt, textsOf } from './filesAt';
import { commitOf, mergeBase, pathsInRepository } from './repository';

/** A file at the ref's tip and at the merge base; undefined where it is not there. */
export interface FileAtReference {
  readonly tip: string | undefined;
  readonly base: string | undefined;
}

/** Reads the Python files of the folders at a ref; undefined when the ref names no commit, or shares none with HEAD. */
export async function readReference(
  root: string,
  name: string,
  folders: readonly string[],
): Promise<{ readonly name: string; readonly files: ReadonlyMap<string, FileAtReference> } | undefined> {
  const commit = await commitOf(root, name);
  const base = commit === undefined ? undefined : await mergeBase(root, commit);
  if (commit === undefined || base === undefined) return undefined;
  const places = pathsInRepository(root, folders);
  const [atTip, atBase] = await Promise.all([blobsAt(root, commit, places), blobsAt(root, base, places)]);
  const texts = await textsOf(root, [...atTip.values(), ...atBase.values()]);
  const files = new Map<string, FileAtReference>();
  for (const path of new Set([...atTip.keys(), ...atBase.keys()])) {
    files.set(resolve(path), {
      tip: texts.get(atTip.get(path) ?? ''),
      base: texts.get(atBase.get(path) ?? ''),
    });
  }
  return { name, files };
}
