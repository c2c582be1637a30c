// What a run that ended badly says of the indexes it left behind: a concurrent build that breaks off leaves one that costs
// and serves nobody, and stands in the way of the next try.
import type { Connection } from './connection';
import { invalidIndexes } from './planFacts';

/** How to mend indexes that are not valid, to be said before what is to be done next; empty when there are none. */
export async function mendingOfIndexes(connection: Connection): Promise<string> {
  if (connection.kind === 'sqlite') return '';
  let other: Connection | undefined;
  try {
    if (connection.isLost) other = await connection.reopen();
    const found = await invalidIndexes(other ?? connection);
    return found
      .map(({ name, fix }) => `The index ${name} is not valid; before you run it again: ${fix[0] ?? ''} `)
      .join('');
  } catch {
    return '';
  } finally {
    await other?.close();
  }
}
