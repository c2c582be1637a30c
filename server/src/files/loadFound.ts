// Loads a project that was found in a folder tree. Alembic takes relative paths from where it is run, which nobody says here:
// most often that is the folder of the configuration, and for one such as conf/alembic.ini a folder above it.
import { dirname } from 'node:path';
import type { ProjectProblem } from './configuration';
import type { ProjectPlace } from './findProjects';
import { loadProject, type Project } from './project';

/** A place whose folder is the one that Alembic is run from. */
export interface FoundProject {
  readonly place: ProjectPlace;
  readonly project: Project | ProjectProblem;
}

/**
 * From its own folder, else from the nearest one above, up to one of `roots`, from which it loads. Where none does, the problem
 * is that of its own folder.
 */
export function loadFound(place: ProjectPlace, roots: readonly string[]): FoundProject {
  const load = (cwd: string): Project | ProjectProblem =>
    loadProject({ configFiles: place.configFiles, section: place.section, cwd });
  const project = load(place.folder);
  if (project.kind === 'project') return { place, project };
  for (let folder = place.folder; !roots.includes(folder) && dirname(folder) !== folder;) {
    folder = dirname(folder);
    const above = load(folder);
    if (above.kind === 'project') return { place: { ...place, folder }, project: above };
  }
  return { place, project };
}
