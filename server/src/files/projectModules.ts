// The project's own Python modules by dotted name, as text: where Python would look for them, without running anything.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project';
import { readPythonFile } from './readText';

/** A module's text, and whether it is a package's `__init__.py`, which decides what relative imports mean. */
export interface ModuleText {
  readonly source: string;
  readonly isPackage: boolean;
}

/** Looks in prepend_sys_path and the working folder; a name that is not the project's, or relative, has no text. */
export function projectModules(project: Project): (name: string) => ModuleText | undefined {
  const folders = [...new Set([...project.prependSysPath, project.cwd, join(project.cwd, 'src')])];
  return (name) => {
    if (!/^\w+(?:\.\w+)*$/.test(name)) return undefined;
    const parts = name.split('.');
    for (const folder of folders) {
      for (const path of [`${join(folder, ...parts)}.py`, join(folder, ...parts, '__init__.py')]) {
        const source = isFile(path) ? readPythonFile(path).text : undefined;
        if (source !== undefined) return { source, isPackage: path.endsWith('__init__.py') };
      }
    }
    return undefined;
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
