// Moves one branch onto another head by re-pointing its first revision: which revision that is, whether it can be
// done, and the edits. What a database already holds of the branch is not known here.
import { editDownRevisions } from './headerEdits';
import type { FileEdit } from '../finding';
import type { GraphRevision, RevisionGraph } from '../../revisions/graph';
import { ancestors, descendants } from '../../revisions/lineage';

/** The edits that put `revision` on `onto`, and all that stands on it with it; or why that cannot be done. */
export type Rebase =
  | { readonly file: FileEdit; readonly problem: undefined }
  | { readonly file: undefined; readonly problem: string };

/** Re-points one revision. Refused when `onto` stands on it, or when its down_revision is no plain literal. */
export function rebaseRevision(
  graph: RevisionGraph,
  textOf: (path: string) => string | undefined,
  revision: GraphRevision,
  onto: GraphRevision,
): Rebase {
  if (descendants(graph, [revision], true).has(onto)) {
    const problem =
      onto === revision
        ? `Revision ${revision.revision} cannot stand on itself`
        : `Revision ${onto.revision} stands on ${revision.revision}: re-pointing would make a cycle`;
    return { file: undefined, problem };
  }
  if (revision.isMergePoint) {
    return {
      file: undefined,
      problem: `Revision ${revision.revision} is a merge: it has more than one parent`,
    };
  }
  const source = textOf(revision.path);
  const edits =
    source === undefined ? undefined : editDownRevisions(revision.header, source, [onto.revision]);
  if (edits === undefined) {
    return {
      file: undefined,
      problem: `down_revision of ${revision.revision} is not written as a plain literal`,
    };
  }
  return { file: { path: revision.path, edits }, problem: undefined };
}

/** The one revision with which the line to `head` leaves what `other` stands on; undefined when there are several. */
export function branchStart(
  graph: RevisionGraph,
  head: GraphRevision,
  other: GraphRevision,
): GraphRevision | undefined {
  const shared = ancestors(graph, [other], false);
  const own = [...ancestors(graph, [head], false)].filter((revision) => !shared.has(revision));
  const isOwn = new Set(own.map(({ revision }) => revision));
  const starts = own.filter(({ downRevisions }) => !downRevisions.some((id) => isOwn.has(id)));
  const [start] = starts;
  // A revision outside that stands on the branch would move too.
  const leadsElsewhere = own.some(({ nextRevisions }) => nextRevisions.some((id) => !isOwn.has(id)));
  return starts.length === 1 && start?.isMergePoint === false && !leadsElsewhere ? start : undefined;
}
