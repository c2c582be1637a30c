// One project as the server holds it: its summary and its current snapshot. Replaced as a whole, never changed.
import { LineIndex, type Workspace } from '../engine/index';
import type { Places } from './convert';
import type { DiskProject } from './projectDisk';
import type { ProjectSummary } from './protocol';

/** A project at one moment. `workspace` has no files when the project cannot be read. */
export interface OpenProject extends Places {
  readonly summary: ProjectSummary;
  readonly workspace: Workspace;
  /** Files that belong to it and cannot be read, and why. */
  readonly unreadable: DiskProject['unreadable'];
  readonly fileTemplate: DiskProject['fileTemplate'];
}

/** Ties a snapshot to the versions of open documents that were true when it was taken. */
export function openProject(
  { summary, unreadable, fileTemplate }: Pick<OpenProject, 'summary' | 'unreadable' | 'fileTemplate'>,
  workspace: Workspace,
  versions: ReadonlyMap<string, number>,
): OpenProject {
  const indexes = new Map<string, LineIndex>();
  return {
    summary,
    workspace,
    unreadable,
    fileTemplate,
    lines(path) {
      const known = indexes.get(path);
      if (known !== undefined) return known;
      const text = workspace.text(path) ?? workspace.configurationFile(path)?.text;
      if (text === undefined) return undefined;
      const lines = new LineIndex(text);
      indexes.set(path, lines);
      return lines;
    },
    version: (path) => versions.get(path) ?? null,
  };
}
