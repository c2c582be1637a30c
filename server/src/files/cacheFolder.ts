// Where the command line keeps what it can make again: below XDG_CACHE_HOME.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** A folder of ours in `$XDG_CACHE_HOME`, by default `~/.cache`. It may not exist yet. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const set = environment['XDG_CACHE_HOME'];
  // The standard says to ignore a relative path.
  const base = set !== undefined && isAbsolute(set) ? set : join(homedir(), '.cache');
  return join(base, 'retort', name);
}
