// Which revisions lie on a cycle. That there is one, and in Alembic's words, is the graph's business (revisions/cycles.ts).
import type { GraphRevision, RevisionGraph } from '../revisions/graph';

type Edges = 'downRevisions' | 'allDownRevisions';

const KNOWN: Record<Edges, WeakMap<RevisionGraph, ReadonlyMap<string, number>>> = {
  downRevisions: new WeakMap(),
  allDownRevisions: new WeakMap(),
};

/** True when both revisions lie on one cycle along these edges. */
export function shareCycle(graph: RevisionGraph, edges: Edges, a: string, b: string): boolean {
  if (!graph.isCyclic || a === b) return false;
  let components = KNOWN[edges].get(graph);
  if (components === undefined) {
    components = findComponents(graph, edges);
    KNOWN[edges].set(graph, components);
  }
  const component = components.get(a);
  return component !== undefined && component === components.get(b);
}

interface Visit {
  readonly id: string;
  readonly targets: readonly string[];
  next: number;
}

/** Strongly connected components (Tarjan), with a list of its own instead of recursion: histories are long. */
function findComponents(graph: RevisionGraph, edges: Edges): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  const visits: Visit[] = [];
  const enter = (revision: GraphRevision): void => {
    order.set(revision.revision, order.size);
    low.set(revision.revision, order.size - 1);
    open.push(revision.revision);
    visits.push({ id: revision.revision, targets: revision[edges], next: 0 });
  };
  const lower = (id: string, to: number): void => {
    low.set(id, Math.min(low.get(id) ?? to, to));
  };
  for (const start of graph.revisions) {
    if (!order.has(start.revision)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next];
      visit.next += 1;
      if (target !== undefined) {
        const revision = graph.byKey.get(target);
        if (revision?.revision !== target) continue;
        const seen = order.get(target);
        if (seen === undefined) enter(revision);
        else if (!component.has(target)) lower(visit.id, seen);
        continue;
      }
      visits.pop();
      const lowest = low.get(visit.id) ?? 0;
      const parent = visits.at(-1);
      if (parent !== undefined) lower(parent.id, lowest);
      if (lowest !== order.get(visit.id)) continue;
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        component.set(id, lowest);
        if (id === visit.id) break;
      }
    }
  }
  return component;
}
