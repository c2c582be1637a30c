// What the version table holds, for commands that ask the database only now and then. They load this when they do.
import type { CommandInput } from './command';
import { readCurrent } from './connect';
import { openProject } from './openProject';

/** Opens the project with its env.py, which names the version table, and reads the rows of its database. */
export async function currentRows(input: CommandInput): Promise<readonly string[]> {
  return (await readCurrent(input, openProject(input))).rows;
}
