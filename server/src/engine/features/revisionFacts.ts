// What there is to say about a revision at a glance: message, date, neighbours, labels, place. Reads the graph only.
import { identifierAt, revisionMeant } from './identifierPlaces';
import type { TextOf } from './definition';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import type { Span } from '../text/span';

/** A revision named by another; `message` is empty when no file declares it. */
export interface Neighbour {
  readonly revision: string;
  readonly message: string;
}

export interface RevisionFacts {
  readonly revision: string;
  readonly message: string;
  readonly createDate: string | undefined;
  readonly parents: readonly Neighbour[];
  readonly dependencies: readonly Neighbour[];
  readonly children: readonly Neighbour[];
  readonly dependents: readonly Neighbour[];
  readonly branchLabels: readonly string[];
  /** In words: base, branch point, merge, head. */
  readonly places: readonly string[];
}

/** The revision whose id or label stands at an offset of a file, and that place. */
export function revisionAtOffset(
  graph: RevisionGraph,
  textOf: TextOf,
  path: string,
  offset: number,
): { readonly revision: GraphRevision; readonly span: Span } | undefined {
  const header = graph.headers.find((one) => one.path === path);
  const source = textOf(path);
  if (header === undefined || source === undefined) return undefined;
  const place = identifierAt(header, source, offset);
  const revision = place === undefined ? undefined : revisionMeant(graph, place);
  return place === undefined || revision === undefined ? undefined : { revision, span: place.span };
}

/** The facts of one revision of the graph. */
export function revisionFacts(graph: RevisionGraph, revision: GraphRevision): RevisionFacts {
  const neighbours = (ids: readonly string[]): Neighbour[] =>
    ids.map((id) => ({ revision: id, message: graph.byKey.get(id)?.header.message ?? '' }));
  const next = new Set(revision.nextRevisions);
  return {
    revision: revision.revision,
    message: revision.header.message,
    createDate: revision.header.createDate,
    parents: neighbours(revision.downRevisions),
    dependencies: neighbours(revision.dependsOn),
    children: neighbours(revision.nextRevisions),
    dependents: neighbours(revision.allNextRevisions.filter((id) => !next.has(id))),
    branchLabels: revision.branchLabels,
    places: [
      ...(revision.isBase ? ['base'] : []),
      ...(revision.isBranchPoint ? ['branch point'] : []),
      ...(revision.isMergePoint ? ['merge'] : []),
      ...(revision.isHead ? ['head'] : []),
    ],
  };
}
