// Finds programs the safe way: nothing is taken from a relative entry of PATH or from the working folder, where a
// repository could have put it.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

export interface ProgramSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

const isWindows = process.platform === 'win32';

/** Looks in the absolute entries of PATH only, and never in the working folder. */
export function programOnPath(name: string, { environment, cwd }: ProgramSearch): string | undefined {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  return path
    .split(delimiter)
    .filter((entry) => isAbsolute(entry) && resolve(entry) !== resolve(cwd))
    .map((entry) => join(entry, isWindows && !name.endsWith('.exe') ? `${name}.exe` : name))
    .find(isProgram);
}

/** On Windows only an .exe: batch files would need a shell. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && (!isWindows || path.toLowerCase().endsWith('.exe'));
  } catch {
    return false;
  }
}
