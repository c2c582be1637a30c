// Which commit has a file: the newest of all refs and their logs whose tree holds it.
import { blobsAt } from './filesAt';
import { git, gitList } from './git';

/** The newest commit that has this blob among the Python files of the folders; undefined where none has. */
export async function commitWithBlob(
  root: string,
  blob: string,
  folders: readonly string[],
): Promise<string | undefined> {
  // A commit that takes the file away is found as well: its parents are older.
  const words = ['log', '--all', '--reflog', '--format=%H %P', `--find-object=${blob}`];
  for (const line of await gitList(root, words)) {
    for (const commit of line.split(' ')) {
      if (commit === '') continue;
      const blobs = await blobsAt(root, commit, folders);
      if ([...blobs.values()].includes(blob)) return commit;
    }
  }
  return undefined;
}

/** `1a2b3c4 (2026-01-31, subject)`. */
export async function describeCommit(root: string, commit: string): Promise<string> {
  const words = ['log', '-1', '--format=%h (%as, %s)', '--end-of-options', commit];
  return (await git(root, words)).toString('utf8').trim();
}
