// The ids of a graph in order, made once for each graph, so that a beginning is found without looking at all of them.
import type { RevisionGraph } from '../../../revisions/graph';

const SORTED = new WeakMap<RevisionGraph, readonly string[]>();

/** Another id that starts with this one. */
export function firstStartingWith(graph: RevisionGraph, id: string): string | undefined {
  let sorted = SORTED.get(graph);
  if (sorted === undefined) {
    sorted = graph.revisions.map(({ revision }) => revision).sort();
    SORTED.set(graph, sorted);
  }
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(id) === true ? sorted[low] : undefined;
}
