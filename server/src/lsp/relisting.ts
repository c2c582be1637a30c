// Revision files that came, or that are or were unreadable: listed in Alembic's order, without reading the others again.
import { sep } from 'node:path';
import { openProject, type OpenProject } from './openProject';
import type { DiskProject, ListedFiles } from './projectDisk';
import type { ProjectSummary } from './protocol';

/** True for a path below one of the folders that the project's revisions are in. */
export function isAmongRevisions(path: string, { versionFolders }: ProjectSummary): boolean {
  return versionFolders.some((folder) => path.startsWith(folder + sep));
}

/** What the projects that have one of these files list now, by the id of the project. */
export async function listAgain(
  projects: readonly OpenProject[],
  loaded: readonly DiskProject[],
  unsettled: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ListedFiles>> {
  const listed = new Map<string, ListedFiles>();
  for (const { summary, workspace } of projects) {
    const disk = loaded.find((one) => one.summary.id === summary.id);
    if (disk === undefined || ![...unsettled].some((path) => isAmongRevisions(path, summary))) continue;
    listed.set(
      summary.id,
      await disk.listAgain((path) => (unsettled.has(path) ? undefined : workspace.text(path))),
    );
  }
  return listed;
}

/**
 * The projects with these files; what was worked out of the others is kept. Undefined when one of the unsettled
 * is no revision: it can be a module that others import, and so change what these mean.
 */
export function withListed(
  projects: readonly OpenProject[],
  listed: ReadonlyMap<string, ListedFiles>,
  unsettled: ReadonlySet<string>,
): readonly OpenProject[] | undefined {
  const grown = projects.map((project) => {
    const now = listed.get(project.summary.id);
    if (now === undefined) return project;
    const workspace = project.workspace.withFiles(now.files);
    return openProject({ ...project, unreadable: now.unreadable }, workspace, new Map());
  });
  const isRevision = (path: string) =>
    grown.every(
      ({ workspace }) => workspace.text(path) === undefined || workspace.header(path)?.revision !== undefined,
    );
  return [...unsettled].every(isRevision) ? grown : undefined;
}
