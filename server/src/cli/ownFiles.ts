// Which files of a traceback are the project's: what a failure is blamed on, and shown in.
import { resolve, sep } from 'node:path';
import { configurationPlace } from './configurationPlace';
import type { OpenedProject } from './openProject';
import type { OwnFiles } from '../database/alembicOutput';

/** Folders inside of a project that hold other people's code. */
const LIBRARIES: ReadonlySet<string> = new Set([
  'site-packages',
  'dist-packages',
  'node_modules',
  '.venv',
  'venv',
  '.tox',
  '.nox',
]);

/** Revisions, env.py, and every module below the project's folder or where prepend_sys_path leads. */
export function ownFiles(opened: OpenedProject): OwnFiles {
  const { workspace, project, folder } = opened;
  const revisions = new Set(workspace.paths);
  const folders = [folder, project.cwd, ...project.prependSysPath].map((one) => resolve(project.cwd, one));
  return {
    revisions,
    isOwn(path) {
      if (revisions.has(path) || path === project.environmentFile) return true;
      const whole = resolve(project.cwd, path);
      return (
        path.endsWith('.py') &&
        folders.some((one) => whole.startsWith(one.endsWith(sep) ? one : `${one}${sep}`)) &&
        !whole.split(sep).some((part) => LIBRARIES.has(part))
      );
    },
    configured: (message, raisedIn) => configurationPlace(opened, message, raisedIn),
  };
}
