// The history as a call hierarchy: who stands on a revision (incoming) and what it stands on (outgoing), each with the
// places that say so.
import type { TextOf } from './definition';
import { identifierPlaces, revisionMeant } from './identifierPlaces';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import type { Span } from '../text/span';

/** A neighbour in the history; `spans` are in the file of the child, which is where a parent is named. */
export interface HistoryStep {
  readonly revision: GraphRevision;
  readonly spans: readonly Span[];
}

/** The children of a revision and what depends on it, in load order. */
export function incomingRevisions(
  graph: RevisionGraph,
  textOf: TextOf,
  revision: GraphRevision,
): readonly HistoryStep[] {
  return revision.allNextRevisions.flatMap((id) => {
    const child = graph.byKey.get(id);
    return child === undefined ? [] : [{ revision: child, spans: namedIn(graph, textOf, child, revision) }];
  });
}

/** The parents of a revision and what it depends on, in the order written. */
export function outgoingRevisions(
  graph: RevisionGraph,
  textOf: TextOf,
  revision: GraphRevision,
): readonly HistoryStep[] {
  const parents = new Set(revision.allDownRevisions.flatMap((id) => graph.byKey.get(id) ?? []));
  return Array.from(parents, (parent) => ({
    revision: parent,
    spans: namedIn(graph, textOf, revision, parent),
  }));
}

function namedIn(
  graph: RevisionGraph,
  textOf: TextOf,
  child: GraphRevision,
  parent: GraphRevision,
): readonly Span[] {
  return identifierPlaces(child.header, textOf(child.path) ?? '')
    .filter(({ role }) => role === 'downRevision' || role === 'dependsOn')
    .filter((place) => revisionMeant(graph, place) === parent)
    .map(({ span }) => span);
}
