// The revision files of a project as a commit has them.
import { resolve } from 'node:path';
import { gitList } from './git';
import { readBlobs } from './readBlobs';

/** Blob ids of the Python files in the folders (given as git names them), by absolute path. */
export async function blobsAt(
  root: string,
  commit: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (folders.length === 0) return found;
  const lines = await gitList(root, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...folders], '\0');
  for (const line of lines) {
    const [facts = '', path = ''] = line.split('\t', 2);
    const [mode, type, id] = facts.split(' ');
    // 120000 is a symbolic link: its blob is a path, not Python.
    if (type === 'blob' && mode !== '120000' && id !== undefined && path.endsWith('.py')) {
      found.set(resolve(root, path), id);
    }
  }
  return found;
}

/** Texts of blobs by id. */
export async function textsOf(root: string, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const { id, text } of readBlobs(root, [...new Set(ids)])) texts.set(id, text);
  return texts;
}
