// Finds a revision file that is gone from the work tree: in the history of all refs and their logs, in commits that
// nothing names any more, and among blobs that were added but never committed.
import { resolve } from 'node:path';
import { git, gitList, GitFailure } from './git';
import { readBlobs } from './readBlobs';

/** A version of a lost file. `path` is where it was; undefined for a blob that was never committed. */
export interface LostRevision {
  readonly path: string | undefined;
  readonly text: string;
  readonly blob: string;
  /** The newest commit that has or removes this version, as `1a2b3c4 (2026-01-31, subject)`. */
  readonly commit: string | undefined;
}

/** Where the search looks. `folders` are the version locations as git names them. */
export interface LostSearch {
  readonly root: string;
  readonly folders: readonly string[];
  /** True when the text declares the revision. */
  readonly isWanted: (path: string | undefined, text: string) => boolean;
}

/** The newest version that declares the revision, searched from the cheapest place to the dearest. */
export async function findLostRevision(search: LostSearch): Promise<LostRevision | undefined> {
  const { root, folders } = search;
  const everything = ['rev-list', '--objects', '--all', '--reflog'];
  // The version locations first, then wherever the project lay before.
  if (folders.length > 0) {
    const near = await pick(search, await objects(root, [...everything, '--', ...folders]));
    if (near !== undefined) return near;
  }
  const far = await pick(search, await objects(root, everything));
  if (far !== undefined) return far;
  const lost = await unreachable(root);
  if (lost.commits.length > 0) {
    const input = `${lost.commits.join('\n')}\n`;
    const named = await pick(search, await objects(root, ['rev-list', '--objects', '--stdin'], input));
    if (named !== undefined) return named;
  }
  return await pick(search, new Map(lost.blobs.map((id) => [id, undefined])));
}

/** Blob ids with their paths, newest commit first. */
async function objects(
  root: string,
  words: readonly string[],
  input = '',
): Promise<ReadonlyMap<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  for (const line of await gitList(root, words, '\n', input)) {
    const space = line.indexOf(' ');
    const path = space < 0 ? '' : line.slice(space + 1);
    if (path.endsWith('.py')) found.set(line.slice(0, space), path);
  }
  return found;
}

async function unreachable(root: string): Promise<{ readonly commits: string[]; readonly blobs: string[] }> {
  let lines: string[];
  try {
    lines = await gitList(root, [
      'fsck',
      '--unreachable',
      '--no-dangling',
      '--no-progress',
      '--connectivity-only',
    ]);
  } catch (error) {
    // A damaged repository ends fsck badly; there is nothing to be had from it.
    if (error instanceof GitFailure) return { commits: [], blobs: [] };
    throw error;
  }
  const of = (kind: string): string[] => {
    // What is at an end of the unreachable graph is called dangling.
    return lines.flatMap((line) => {
      const [state = '', type, id] = line.split(' ');
      return type === kind && id !== undefined && /^(?:unreachable|dangling)$/.test(state) ? [id] : [];
    });
  };
  return { commits: of('commit'), blobs: of('blob') };
}

async function pick(
  { root, isWanted }: LostSearch,
  blobs: ReadonlyMap<string, string | undefined>,
): Promise<LostRevision | undefined> {
  for await (const { id, text } of readBlobs(root, [...blobs.keys()])) {
    const path = blobs.get(id);
    if (!isWanted(path, text)) continue;
    const commit = path === undefined ? undefined : await commitWith(root, id);
    return { path: path === undefined ? undefined : resolve(root, path), text, blob: id, commit };
  }
  return undefined;
}

async function commitWith(root: string, blob: string): Promise<string | undefined> {
  const words = ['log', '--all', '--reflog', '-1', '--format=%h (%as, %s)', `--find-object=${blob}`];
  const text = (await git(root, words)).toString('utf8').trim();
  return text === '' ? undefined : text;
}
