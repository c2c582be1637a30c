// What the version table holds, for commands that ask the database only now and then. They load this when they do.
import type { CommandInput } from './command';
import { readCurrent } from './connect';
import { openSettings } from './openProject';

/** Reads the settings with env.py, which names the version table, and then the rows of the database. */
export async function currentRows(input: CommandInput): Promise<readonly string[]> {
  return (await readCurrent(input, openSettings(input))).rows;
}
