// Revision files that were edited after the database ran them: remembered at the end of a run, warned of in the next plan.
import type { CommandInput } from '../command';
import type { OpenedProject } from '../openProject';
import {
  earlierContents,
  fingerprint,
  readApplied,
  rememberApplied,
  type AppliedFile,
} from '../../database/appliedFiles';
import type { RunPlan } from '../../database/runEvents';
import { ancestors } from '../../engine/index';

/** Remembers what is in the files of the revisions that were run; `rows` are the version rows after the run. */
export function rememberContents(
  { process }: CommandInput,
  opened: OpenedProject,
  { project, database, steps }: RunPlan,
  rows: readonly string[],
): void {
  const held = appliedAt(opened, rows);
  const at = new Date(process.now()).toISOString();
  const files = steps.flatMap(({ direction, revision, path }): readonly AppliedFile[] => {
    const isApplied = held.has(revision);
    if (direction === 'stamp' || isApplied !== (direction === 'upgrade')) return [];
    const sha256 = isApplied ? fingerprint(opened.workspace.text(path) ?? '') : null;
    return [{ project: project.configFile, database: database.label, revision, sha256, at }];
  });
  rememberApplied(process.env, files);
}

/** One sentence for each revision that the database ran with other contents than its file has. */
export function editedWarnings(
  { process }: CommandInput,
  opened: OpenedProject,
  { project, database, current }: Pick<RunPlan, 'project' | 'database' | 'current'>,
): readonly string[] {
  const applied = readApplied(process.env, project.configFile);
  const here = new Map(
    [...applied].map(([revision, files]) => [
      revision,
      files.filter((file) => file.database === database.label),
    ]),
  );
  return [...appliedAt(opened, current)].flatMap((revision) => {
    const path = opened.workspace.graph.byKey.get(revision)?.path;
    const text = path === undefined ? undefined : opened.workspace.text(path);
    const found = text === undefined ? undefined : earlierContents(here, revision, text);
    if (found === undefined || path === undefined) return [];
    return [
      `${opened.shownPath(path)} was edited after ${database.label} ran it (${found.at.slice(0, 10)}): what it says now was not run there.`,
    ];
  });
}

function appliedAt({ workspace }: OpenedProject, rows: readonly string[]): ReadonlySet<string> {
  const held = rows.flatMap((row) => workspace.graph.byKey.get(row) ?? []);
  return new Set(Array.from(ancestors(workspace.graph, held, true), ({ revision }) => revision));
}
