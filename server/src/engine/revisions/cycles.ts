// Cycles in the history, found as Alembic finds them: what is not both below a head and above a base is on one.
import type { Draft, GraphDraft } from './graph';

interface Ends {
  readonly graph: GraphDraft;
  readonly revisions: readonly Draft[];
  readonly heads: readonly Draft[];
  readonly realHeads: readonly Draft[];
  readonly bases: readonly Draft[];
  readonly realBases: readonly Draft[];
}

/** Reports cycles along down_revision, then those through depends_on; true when there is one of either kind. */
export function findCycles({ graph, revisions, heads, realHeads, bases, realBases }: Ends): boolean {
  const versioned = report(graph, revisions, {
    kind: 'cycle',
    heads,
    // A revision whose parent is missing is a problem of its own; here it is where its line begins.
    bases: [
      ...bases,
      ...revisions.filter(
        (draft) => draft.downRevisions.length > 0 && lacksParents(graph, draft, draft.downRevisions),
      ),
    ],
    down: (draft) => draft.downRevisions,
    up: (draft) => draft.nextRevisions,
  });
  // Without depends_on the second question is the first one again.
  if (revisions.every((draft) => draft.dependsOn.length === 0)) return versioned;
  const real = report(graph, revisions, {
    kind: 'dependency-cycle',
    heads: realHeads,
    bases: [...realBases, ...revisions.filter((draft) => lacksParents(graph, draft, draft.allDownRevisions))],
    down: (draft) => draft.allDownRevisions,
    up: (draft) => draft.allNextRevisions,
    silent: versioned,
  });
  return versioned || real;
}

interface Direction {
  readonly kind: 'cycle' | 'dependency-cycle';
  readonly heads: readonly Draft[];
  readonly bases: readonly Draft[];
  readonly down: (draft: Draft) => Iterable<string>;
  readonly up: (draft: Draft) => Iterable<string>;
  /** When Alembic stops before it looks, the answer counts but is not reported. */
  readonly silent?: boolean;
}

function report(graph: GraphDraft, revisions: readonly Draft[], direction: Direction): boolean {
  if (revisions.length === 0) return false;
  let ids: string[];
  if (direction.heads.length === 0 || direction.bases.length === 0) {
    ids = revisions.map((draft) => draft.revision);
  } else {
    const below = reach(graph, direction.heads, direction.down);
    const above = reach(graph, direction.bases, direction.up);
    ids = revisions.map((draft) => draft.revision).filter((id) => !below.has(id) || !above.has(id));
    ids.sort(byCodePoint);
  }
  if (ids.length === 0) return false;
  if (direction.silent === true) return true;
  const isVersioned = direction.kind === 'cycle';
  const message = `${isVersioned ? 'Cycle' : 'Dependency cycle'} is detected in revisions (${ids.join(', ')})`;
  const first = graph.byKey.get(ids[0] ?? '');
  graph.report({
    kind: direction.kind,
    message,
    path: first?.path ?? '',
    span: isVersioned ? first?.header.assignments.downRevision : first?.header.assignments.dependsOn,
    revisions: ids,
    raises: `${isVersioned ? 'CycleDetected' : 'DependencyCycleDetected'}: ${message}`,
  });
  return true;
}

/** True when everything a revision stands on is missing, which is reported elsewhere. */
function lacksParents(graph: GraphDraft, draft: Draft, downRevisions: readonly string[]): boolean {
  // A lone empty dependency is none, and yet keeps Alembic from taking the revision for a base.
  const isNamed = downRevisions.length > 0 || draft.dependsOn.some((name) => name !== '');
  return isNamed && downRevisions.every((id) => graph.byKey.get(id)?.revision !== id);
}

function reach(
  graph: GraphDraft,
  from: readonly Draft[],
  edges: (draft: Draft) => Iterable<string>,
): Set<string> {
  const seen = new Set<Draft>();
  const ids = new Set<string>();
  const todo = [...from];
  for (let draft = todo.pop(); draft !== undefined; draft = todo.pop()) {
    if (seen.has(draft)) continue;
    seen.add(draft);
    ids.add(draft.revision);
    for (const id of edges(draft)) {
      const next = graph.byKey.get(id);
      if (next?.revision === id) todo.push(next);
    }
  }
  return ids;
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
