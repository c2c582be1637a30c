// `restore-revision`: brings a revision file back that is gone from the project. Finding its text is git's business.
import { slugOf } from './revisionFileName';
import { buildGraph, type RevisionGraph } from '../revisions/graph';
import { readHeader } from '../revisions/header';
import type { Outcome } from '../revisions/refusal';

/** A version of a lost file: where it was, where that is known, and its text. */
export interface LostFile {
  readonly path: string | undefined;
  readonly text: string;
}

/** The file to write. `missing` are the revisions it stands on that are not there either. */
export interface RestorePlan {
  readonly path: string;
  readonly text: string;
  readonly missing: readonly string[];
}

/** Where the project keeps revisions, with `/` or `\` at the end of a folder left out. */
export interface RestorePlaces {
  readonly versionLocations: readonly string[];
  readonly recursiveVersionLocations: boolean;
  readonly truncateSlugLength: number;
}

/** True when the text declares the revision. */
export function declaresRevision(path: string | undefined, text: string, revision: string): boolean {
  return text.includes(revision) && readHeader(path ?? '', text).revision?.value === revision;
}

/** The revisions that are named as parents or dependencies and that no file declares, in load order. */
export function missingRevisions(graph: RevisionGraph): readonly string[] {
  const named = graph.headers.flatMap(({ downRevisions, dependsOn }) => [...downRevisions, ...dependsOn]);
  return [...new Set(named.map(({ value }) => value))].filter((id) => id !== '' && !graph.byKey.has(id));
}

/** Plans the file: at its old place when that is a version location, else in the first one. */
export function planRestore(
  graph: RevisionGraph,
  revision: string,
  lost: LostFile,
  places: RestorePlaces,
): Outcome<RestorePlan> {
  if (graph.byKey.has(revision)) {
    return refusal(`Revision ${revision} is not missing`, 'Look at `retort show` for it.');
  }
  const folder = places.versionLocations[0];
  if (folder === undefined) return refusal('The project has no version location', 'Set version_locations.');
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  const isPlace = lost.path !== undefined && isInPlaces(lost.path, places);
  const path = isPlace
    ? lost.path
    : `${folder}${separator}${nameOf(revision, lost, places.truncateSlugLength)}`;
  if (graph.headers.some((header) => header.path === path)) {
    return refusal(`${path} exists already, with another revision`, 'Rename that file first.');
  }
  const after = buildGraph([...graph.headers, readHeader(path, lost.text)]);
  const before = new Set(missingRevisions(graph));
  const missing = missingRevisions(after).filter((id) => !before.has(id));
  return { value: { path, text: lost.text, missing }, refusal: undefined };
}

function isInPlaces(path: string, { versionLocations, recursiveVersionLocations }: RestorePlaces): boolean {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  return versionLocations.some(
    (place) =>
      folder === place ||
      (recursiveVersionLocations && (folder.startsWith(`${place}/`) || folder.startsWith(`${place}\\`))),
  );
}

function nameOf(revision: string, { path, text }: LostFile, limit: number): string {
  if (path !== undefined) return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return `${revision}_${slugOf(readHeader('', text).message, limit)}.py`;
}

function refusal(message: string, nextStep: string): Outcome<never> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
