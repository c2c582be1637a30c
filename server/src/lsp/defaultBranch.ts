// The revision files as git's default branch has them, per project: read when the projects are, and again when git changed
// its refs. Nothing is read of an untrusted workspace.
import { sep } from 'node:path';
import type { Reference } from '../engine/index';
import { readReference } from '../git/reference';
import { commitOf, defaultBranch, mergeBase, repositoryRoot } from '../git/repository';

/** What is asked about: the project, and where its revisions are. */
export interface ReferenceQuestion {
  readonly id: string;
  readonly folder: string;
  readonly versionFolders: readonly string[];
}

interface Known {
  /** The two commits that decide about the files. */
  readonly state: string;
  readonly reference: Reference;
}

/** Names below `.git` that change when a branch, HEAD or a remote's branch does; no object is among them. */
export const GIT_REFS = '.git/{HEAD,FETCH_HEAD,packed-refs,refs/heads/**,refs/remotes/**}';

/** True for a file of git itself, which says that refs may have changed. */
export function isGitFile(path: string): boolean {
  return path.split(sep).includes('.git');
}

export class DefaultBranches {
  readonly #isAllowed: () => boolean;
  readonly #known = new Map<string, Known>();

  /** `isAllowed` is asked each time: trust can come later. */
  constructor(isAllowed: () => boolean) {
    this.#isAllowed = isAllowed;
  }

  /** The files as they were read last; undefined before that, and without a default branch. */
  of(projectId: string): Reference | undefined {
    return this.#known.get(projectId)?.reference;
  }

  /** Looks again; answers the projects for which another state was read. */
  async refresh(projects: readonly ReferenceQuestion[]): Promise<readonly string[]> {
    if (!this.#isAllowed()) return [];
    const changed: string[] = [];
    for (const project of projects) {
      const before = this.#known.get(project.id);
      const after = await read(project, before);
      if (after === before) continue;
      if (after === undefined) this.#known.delete(project.id);
      else this.#known.set(project.id, after);
      changed.push(project.id);
    }
    return changed;
  }
}

async function read(
  { folder, versionFolders }: ReferenceQuestion,
  before: Known | undefined,
): Promise<Known | undefined> {
  const root = await repositoryRoot(folder);
  const name = root === undefined ? undefined : await defaultBranch(root);
  const tip = root === undefined || name === undefined ? undefined : await commitOf(root, name);
  if (root === undefined || name === undefined || tip === undefined) return undefined;
  const state = [tip, await mergeBase(root, tip), ...versionFolders].join('\0');
  if (state === before?.state) return before;
  const reference = await readReference(root, name, versionFolders);
  return reference === undefined ? undefined : { state, reference };
}
