// The order in which Alembic visits revisions: heads first, one branch to its end before the next is begun.
import { collectUpgrade, sideText } from './collect';
import type { GraphRevision, RevisionGraph } from './graph';
import { loadRefusal } from './loadRefusal';
import { answer, crash, type Outcome } from './refusal';

/**
 * Sorts `revisions` so that each comes before what it stands on, beginning at `heads`. Same choices as Alembic:
 * heads in load order; a branch is followed until another head still needs its next revision. Linear in size.
 * Revisions that no head leads to come last, in load order.
 */
export function topologicalOrder(
  graph: RevisionGraph,
  revisions: Iterable<GraphRevision>,
  heads: Iterable<GraphRevision>,
): GraphRevision[] {
  const { order, unreached } = sortedFrom(graph, revisions, heads);
  return [...order, ...unreached.sort((a, b) => a.index - b.index)];
}

/** As `topologicalOrder`, refused like in Alembic where a revision is not reached. For use inside this folder. */
export function completeOrder(
  graph: RevisionGraph,
  revisions: Iterable<GraphRevision>,
  heads: Iterable<GraphRevision>,
): GraphRevision[] {
  const { order, unreached } = sortedFrom(graph, revisions, heads);
  return unreached.length > 0 ? crash('AssertionError') : order;
}

function sortedFrom(
  graph: RevisionGraph,
  revisions: Iterable<GraphRevision>,
  heads: Iterable<GraphRevision>,
): { readonly order: GraphRevision[]; readonly unreached: GraphRevision[] } {
  const todo = new Set<string>();
  for (const revision of revisions) todo.add(revision.revision);
  const starts = new Set<string>();
  for (const head of heads) if (todo.has(head.revision)) starts.add(head.revision);
  const current = [...starts].sort((a, b) => indexOf(graph, a) - indexOf(graph, b));
  const frontier = new Frontier(graph, current);
  const order: GraphRevision[] = [];
  let at = 0;
  let switches = 0;
  // Two heads that stand on each other would be switched between for ever.
  while (current.length > 0 && switches <= current.length) {
    const candidate = current[at];
    const revision = candidate === undefined ? undefined : graph.byKey.get(candidate);
    if (candidate === undefined || revision === undefined) break;
    if (frontier.isBlocked(candidate)) {
      at = frontier.firstHeadAbove(candidate, current);
      switches++;
      continue;
    }
    switches = 0;
    if (todo.delete(candidate)) order.push(revision);
    const next = revision.normalizedDownRevisions.filter((id) => todo.has(id) && !frontier.isHead(id));
    frontier.replace(candidate, next);
    if (next.length === 0) {
      current.splice(at, 1);
      at = Math.max(at - 1, 0);
    } else {
      current.splice(at, 1, ...next.slice(0, 1));
      current.push(...next.slice(1));
    }
  }
  return { order, unreached: Array.from(todo).flatMap((id) => graph.byKey.get(id) ?? []) };
}

/**
 * The revisions reachable from the current heads, each with the number of reachable children. A candidate with such
 * a child is an ancestor of another head and has to wait; this costs less than a set of ancestors for each head.
 */
class Frontier {
  readonly #graph: RevisionGraph;
  readonly #heads: Set<string>;
  readonly #children = new Map<string, Set<string>>();

  constructor(graph: RevisionGraph, heads: readonly string[]) {
    this.#graph = graph;
    this.#heads = new Set(heads);
    const todo = heads.toReversed();
    const seen = new Set<string>();
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const parent of this.#parents(id)) {
        const children = this.#children.get(parent);
        if (children === undefined) this.#children.set(parent, new Set([id]));
        else children.add(id);
        todo.push(parent);
      }
    }
  }

  isHead(id: string): boolean {
    return this.#heads.has(id);
  }

  isBlocked(id: string): boolean {
    return (this.#children.get(id)?.size ?? 0) > 0;
  }

  /** Index of the first current head that stands on `id`. */
  firstHeadAbove(id: string, current: readonly string[]): number {
    const nearest = current[0] === id ? 1 : 0;
    const above = new Set<string>();
    const add = (parent: string): boolean => {
      for (const child of this.#children.get(parent) ?? []) {
        if (child === current[nearest]) return true;
        above.add(child);
      }
      return false;
    };
    if (add(id)) return nearest;
    // A set grows while it is gone through, so this reaches everything above.
    for (const child of above) if (add(child)) return nearest;
    return current.findIndex((head) => head !== id && above.has(head));
  }

  /** Puts `next` in the place of the head `id`; what only `id` led to is no longer reachable. */
  replace(id: string, next: readonly string[]): void {
    for (const head of next) this.#heads.add(head);
    this.#heads.delete(id);
    const dead = [id];
    for (let gone = dead.pop(); gone !== undefined; gone = dead.pop()) {
      if (this.#heads.has(gone) || this.isBlocked(gone)) continue;
      for (const parent of this.#parents(gone)) {
        const children = this.#children.get(parent);
        if (children?.delete(gone) === true) dead.push(parent);
      }
    }
  }

  #parents(id: string): string[] {
    const parents = this.#graph.byKey.get(id)?.normalizedDownRevisions ?? [];
    return parents.filter((parent) => parent !== id && this.#graph.byKey.get(parent)?.revision === parent);
  }
}

function indexOf(graph: RevisionGraph, id: string): number {
  return graph.byKey.get(id)?.index ?? 0;
}

/**
 * Every revision from `head` down to `base`, both included, as `alembic history` lists them. The sides are
 * identifiers, or lists of ids where a database's current revisions stand for `current`.
 */
export function walkRevisions(
  graph: RevisionGraph,
  base: string | readonly string[] = 'base',
  head: string | readonly string[] = 'heads',
): Outcome<readonly GraphRevision[]> {
  return (
    loadRefusal(graph) ??
    answer({ start: sideText(base), end: sideText(head) }, () => {
      const { needed, heads } = collectUpgrade(graph, head, base, {
        inclusive: true,
        implicitBase: false,
        exactLength: false,
      });
      return completeOrder(graph, needed, heads);
    })
  );
}

/** Revisions from `upper` down to `lower`, `lower` excluded. Refused when they are not on one branch. */
export function iterateRevisions(
  graph: RevisionGraph,
  upper: string | readonly string[],
  lower: string | readonly string[],
): Outcome<readonly GraphRevision[]> {
  return (
    loadRefusal(graph) ??
    answer({}, () => {
      const { needed, heads } = collectUpgrade(graph, upper, lower, {
        inclusive: false,
        implicitBase: false,
        exactLength: true,
      });
      return completeOrder(graph, needed, heads);
    })
  );
}

/**
 * All revisions in an order fit for showing: Alembic's walk order wherever the history has one, else by path.
 * Never refuses; revisions whose parents are missing are treated as bases.
 */
export function displayOrder(graph: RevisionGraph): readonly GraphRevision[] {
  if (!graph.isCyclic) {
    const tips = graph.revisions.filter((revision) => revision.isRealHead);
    return topologicalOrder(graph, graph.revisions, tips);
  }
  return [...graph.revisions].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
