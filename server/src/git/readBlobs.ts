// The content of many objects by one process of git.
import { git } from './git';

const MAX_BLOB = 5 * 1024 * 1024;
const AT_ONCE = 500;

/** Texts of blobs by id, a few hundred at a time. What is no blob, is not there, or is above 5 MB is left out. */
export async function* readBlobs(
  folder: string,
  ids: readonly string[],
): AsyncGenerator<{ readonly id: string; readonly text: string }> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const output = await git(folder, ['cat-file', '--batch'], `${some.join('\n')}\n`);
    let at = 0;
    while (at < output.length) {
      const end = output.indexOf(0x0a, at);
      if (end < 0) break;
      const [id = '', type, length] = output.toString('latin1', at, end).split(' ');
      at = end + 1;
      if (length === undefined) continue;
      const size = Number(length);
      if (type === 'blob' && size <= MAX_BLOB) yield { id, text: output.toString('utf8', at, at + size) };
      at += size + 1;
    }
  }
}
