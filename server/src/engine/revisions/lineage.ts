// Ancestors and descendants in a graph. Every traversal is a loop with a list of its own: histories are long.
import type { GraphRevision, RevisionGraph } from './graph';
import { refuse } from './refusal';

type Edges = (revision: GraphRevision) => readonly string[];

const VERSIONED_DOWN: Edges = (revision) => revision.downRevisions;
const NORMALIZED_DOWN: Edges = (revision) => revision.normalizedDownRevisions;
const NEXT: Edges = (revision) => revision.nextRevisions;
const ALL_NEXT: Edges = (revision) => revision.allNextRevisions;

/** The revisions and everything they stand on; with `dependencies`, also what those depend on. */
export function ancestors(
  graph: RevisionGraph,
  targets: Iterable<GraphRevision>,
  dependencies: boolean,
): Set<GraphRevision> {
  return reach(graph, targets, dependencies ? NORMALIZED_DOWN : VERSIONED_DOWN);
}

/** The revisions and everything that stands on them; with `dependencies`, also what depends on those. */
export function descendants(
  graph: RevisionGraph,
  targets: Iterable<GraphRevision>,
  dependencies: boolean,
): Set<GraphRevision> {
  return reach(graph, targets, dependencies ? ALL_NEXT : NEXT);
}

/** As `ancestors` with dependencies, but refused when one target already stands on another. */
export function distinctAncestors(
  graph: RevisionGraph,
  targets: readonly GraphRevision[],
): Set<GraphRevision> {
  return reachChecked(graph, targets, NORMALIZED_DOWN);
}

/** As `descendants` without dependencies, but refused when one target already stands on another. */
export function distinctDescendants(
  graph: RevisionGraph,
  targets: readonly GraphRevision[],
): Set<GraphRevision> {
  return reachChecked(graph, targets, NEXT);
}

function reach(graph: RevisionGraph, targets: Iterable<GraphRevision>, edges: Edges): Set<GraphRevision> {
  const seen = new Set<GraphRevision>();
  for (const target of targets) visit(graph, target, edges, seen, undefined);
  return seen;
}

function reachChecked(
  graph: RevisionGraph,
  targets: readonly GraphRevision[],
  edges: Edges,
): Set<GraphRevision> {
  const seen = new Set<GraphRevision>();
  const requested = new Set(targets);
  for (const target of targets) {
    const overlaps = new Set<GraphRevision>();
    visit(graph, target, edges, seen, (met) => {
      if (met !== target && requested.has(met)) overlaps.add(met);
    });
    if (overlaps.size > 0) {
      const others = Array.from(overlaps, (other) => other.revision).join(', ');
      refuse(`Requested revision ${target.revision} overlaps with other requested revisions ${others}`);
    }
  }
  return seen;
}

/** `meet` is told every revision met on the way, also those an earlier target has been through. */
function visit(
  graph: RevisionGraph,
  target: GraphRevision,
  edges: Edges,
  seen: Set<GraphRevision>,
  meet: ((revision: GraphRevision) => void) | undefined,
): void {
  const todo = [target];
  for (let revision = todo.pop(); revision !== undefined; revision = todo.pop()) {
    meet?.(revision);
    if (seen.has(revision)) continue;
    seen.add(revision);
    for (const id of edges(revision)) {
      const next = graph.byKey.get(id);
      if (next !== undefined) todo.push(next);
    }
  }
}
