// The project's own Python modules by dotted name, as text: where Python would look for them, without running anything.
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Project } from './project';
import { readPythonFile } from './readText';
import { isWithin, realFolders, type ReadLimits } from './revisionFiles';

/** A module's text, and whether it is a package's `__init__.py`, which decides what relative imports mean. */
export interface ModuleText {
  readonly source: string;
  readonly isPackage: boolean;
}

/**
 * Looks in prepend_sys_path, the working folder, its `src`, and beside the configuration and the script folder. A name
 * that is not the project's, or is no absolute name, has no text.
 */
export function projectModules(
  project: Project,
  limits: ReadLimits = {},
): (name: string) => ModuleText | undefined {
  const configured = project.iniFile ?? project.tomlFile;
  const folders = new Set([
    ...project.prependSysPath,
    project.cwd,
    join(project.cwd, 'src'),
    ...(configured === undefined ? [] : [dirname(configured)]),
    dirname(project.scriptLocation),
  ]);
  const allowed = limits.within === undefined ? undefined : realFolders(limits.within);
  const known = new Map<string, ModuleText | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name, folders, allowed));
    return known.get(name);
  };
}

function find(
  name: string,
  folders: Iterable<string>,
  allowed: readonly string[] | undefined,
): ModuleText | undefined {
  // A name that is no identifier could lead out of the folder.
  if (!/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(name)) return undefined;
  const path = name.replaceAll('.', '/');
  for (const folder of folders) {
    // Python takes the package where there are both.
    const asPackage = read(join(folder, path, '__init__.py'), allowed);
    if (asPackage !== undefined) return { source: asPackage, isPackage: true };
    const asModule = read(join(folder, `${path}.py`), allowed);
    if (asModule !== undefined) return { source: asModule, isPackage: false };
  }
  return undefined;
}

function read(path: string, allowed: readonly string[] | undefined): string | undefined {
  try {
    const real = realpathSync(path);
    if (allowed !== undefined && !isWithin(real, allowed)) return undefined;
  } catch {
    return undefined;
  }
  return readPythonFile(path).text;
}
