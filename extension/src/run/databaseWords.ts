// The arguments that name the database, shared by everything that connects.
import { databaseSetting } from '../settings';

/** `--database X` when the user's settings name one; else nothing, and the project decides. */
export function databaseWords(): readonly string[] {
  const setting = databaseSetting();
  return setting === undefined ? [] : ['--database', setting];
}
