// Where the work tree forks the history against another ref: both have revisions of their own on one and the same
// revision. Found before the merge, from the two sets of files.
import type { Reference } from './repository';
import { buildGraph, type GraphRevision, type RevisionGraph } from '../revisions/graph';
import { readHeader } from '../revisions/header';
import { descendants } from '../revisions/lineage';

/** One revision of the work tree that begins a fork. */
export interface Fork {
  readonly revision: GraphRevision;
  /** The revision both sides stand on. */
  readonly parent: string;
  /** Revisions that the ref has on it and the work tree does not, in load order. */
  readonly theirs: readonly string[];
  /** The ref's heads above the parent. */
  readonly heads: readonly string[];
}

/** The revisions of a ref, read once. */
export interface ReferenceHistory {
  readonly graph: RevisionGraph;
}

const HISTORIES = new WeakMap<Reference, ReferenceHistory>();
const FORKS = new WeakMap<
  RevisionGraph,
  { readonly reference: Reference; readonly forks: readonly Fork[] }
>();

/** The graph of the files as the ref has them. */
export function referenceHistory(reference: Reference): ReferenceHistory {
  const known = HISTORIES.get(reference);
  if (known !== undefined) return known;
  const headers = Array.from(reference.files).flatMap(([path, { tip }]) =>
    tip === undefined ? [] : [readHeader(path, tip)],
  );
  const history = { graph: buildGraph(headers) };
  HISTORIES.set(reference, history);
  return history;
}

/** All forks of the work tree's history against the ref. */
export function findForks(graph: RevisionGraph, reference: Reference): readonly Fork[] {
  const known = FORKS.get(graph);
  if (known?.reference === reference) return known.forks;
  const theirs = referenceHistory(reference).graph;
  const forks = graph.revisions
    .filter(({ revision }) => !theirs.byKey.has(revision))
    .flatMap((revision) => forksOf(revision, graph, theirs, reference));
  FORKS.set(graph, { reference, forks });
  return forks;
}

function forksOf(
  revision: GraphRevision,
  graph: RevisionGraph,
  theirs: RevisionGraph,
  reference: Reference,
): readonly Fork[] {
  return revision.downRevisions.flatMap((id) => {
    const parent = theirs.byKey.get(id);
    if (parent?.revision !== id) return [];
    const isNew = (child: string): boolean =>
      !graph.byKey.has(child) && isMadeSince(theirs.byKey.get(child), reference);
    const began = parent.nextRevisions.filter(isNew);
    if (began.length === 0) return [];
    const line = descendants(
      theirs,
      began.flatMap((child) => theirs.byKey.get(child) ?? []),
      false,
    );
    const above = theirs.revisions.filter((one) => line.has(one));
    return [
      {
        revision,
        parent: id,
        theirs: above.map((one) => one.revision),
        heads: above.filter(({ isHead }) => isHead).map((one) => one.revision),
      },
    ];
  });
}

/** False for a revision that the work tree had and took away: that is no fork. */
function isMadeSince(revision: GraphRevision | undefined, { files }: Reference): boolean {
  return revision !== undefined && files.get(revision.path)?.base === undefined;
}
