// Turns `package:path` into a folder, as far as that is possible without Python: by looking where the package lies.
import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/** The absolute path of a location; undefined when it names a package that is not found. */
export function resolveResource(
  location: string,
  cwd: string,
  pythonPath: readonly string[],
): string | undefined {
  if (isAbsolute(location) || !location.includes(':')) return resolve(cwd, location);
  const [packageName = '', ...rest] = location.split(':');
  const parts = packageName.split('.');
  if (parts.some((part) => part === '')) return undefined;
  for (const folder of pythonPath) {
    const found = join(resolve(cwd, folder), ...parts);
    if (isFolder(found)) return join(found, ...rest);
  }
  return undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
