// The graph after the header of one file changed, from the graph before: only the revision, its old parents and its new
// ones differ. Anything but a plain change in a plain history is left to buildGraph.
import type { GraphRevision, RevisionGraph } from './graph';
import type { RevisionHeader } from './revision';

/** The graph as buildGraph would build it with this header of the file; undefined where it has to be built. */
export function changedGraph(graph: RevisionGraph, after: RevisionHeader): RevisionGraph | undefined {
  const id = after.revision?.value;
  const node = id === undefined ? undefined : graph.byKey.get(id);
  if (id === undefined || node?.path !== after.path || !isPlainHistory(graph)) return undefined;
  const parents = after.downRevisions.map(({ value }) => value);
  if (!isPlainChange(graph, node, after, parents)) return undefined;
  const changed = new Map<string, GraphRevision>([[id, withHeader(node, after, parents)]]);
  for (const parent of node.downRevisions) {
    const found = graph.byKey.get(parent);
    if (found === undefined || parents.includes(parent)) continue;
    changed.set(
      parent,
      withChildren(
        found,
        found.nextRevisions.filter((child) => child !== id),
      ),
    );
  }
  for (const parent of parents) {
    const found = graph.byKey.get(parent);
    if (found === undefined || node.downRevisions.includes(parent)) continue;
    changed.set(parent, withChildren(found, inLoadOrder(graph, [...found.nextRevisions, id])));
  }
  return assemble(graph, node.header, after, changed);
}

const PLAIN = new WeakSet<RevisionGraph>();

/** No labels, no dependencies, nothing wrong: the children and the order are all there is. */
function isPlainHistory(graph: RevisionGraph): boolean {
  const { problems, isCyclic, byKey, revisions } = graph;
  if (PLAIN.has(graph)) return true;
  return (
    problems.length === 0 &&
    !isCyclic &&
    byKey.size === revisions.length &&
    revisions.every(({ dependsOn }) => dependsOn.length === 0)
  );
}

function isPlainChange(
  graph: RevisionGraph,
  node: GraphRevision,
  after: RevisionHeader,
  parents: readonly string[],
): boolean {
  return (
    after.problems.length === 0 &&
    after.branchLabels.length === 0 &&
    after.dependsOn.length === 0 &&
    new Set(parents).size === parents.length &&
    parents.every((parent) => graph.byKey.has(parent)) &&
    !standsOnAny(graph, node, new Set(parents.filter((parent) => !node.downRevisions.includes(parent))))
  );
}

/** True when one of `ids` is the revision itself or stands on it. */
function standsOnAny(graph: RevisionGraph, node: GraphRevision, ids: ReadonlySet<string>): boolean {
  if (ids.size === 0) return false;
  const seen = new Set<string>();
  const todo = [node.revision];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (ids.has(id)) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    todo.push(...(graph.byKey.get(id)?.nextRevisions ?? []));
  }
  return false;
}

function withHeader(
  node: GraphRevision,
  header: RevisionHeader,
  downRevisions: readonly string[],
): GraphRevision {
  const isBase = downRevisions.length === 0;
  return {
    ...node,
    header,
    downRevisions,
    allDownRevisions: downRevisions,
    normalizedDownRevisions: downRevisions,
    isBase,
    isRealBase: isBase,
    isMergePoint: downRevisions.length > 1,
  };
}

function withChildren(node: GraphRevision, nextRevisions: readonly string[]): GraphRevision {
  const isHead = nextRevisions.length === 0;
  const isBranchPoint = nextRevisions.length > 1;
  return {
    ...node,
    nextRevisions,
    allNextRevisions: nextRevisions,
    isHead,
    isRealHead: isHead,
    isBranchPoint,
    isRealBranchPoint: isBranchPoint,
  };
}

function inLoadOrder({ byKey }: RevisionGraph, ids: readonly string[]): readonly string[] {
  return ids.toSorted((a, b) => (byKey.get(a)?.index ?? 0) - (byKey.get(b)?.index ?? 0));
}

function assemble(
  graph: RevisionGraph,
  before: RevisionHeader,
  after: RevisionHeader,
  changed: ReadonlyMap<string, GraphRevision>,
): RevisionGraph {
  const byKey = new Map(graph.byKey);
  const revisions = [...graph.revisions];
  for (const [id, revision] of changed) {
    byKey.set(id, revision);
    revisions[revision.index] = revision;
  }
  const headers = [...graph.headers];
  headers[headers.indexOf(before)] = after;
  const idsOf = (ids: readonly string[], is: (revision: GraphRevision) => boolean): readonly string[] => {
    const kept = ids.filter((id) => !changed.has(id));
    return inLoadOrder(graph, [...kept, ...[...changed.values()].filter(is).map((one) => one.revision)]);
  };
  const heads = idsOf(graph.heads, ({ isHead }) => isHead);
  const bases = idsOf(graph.bases, ({ isBase }) => isBase);
  const next = { ...graph, revisions, byKey, headers, heads, bases, realHeads: heads, realBases: bases };
  PLAIN.add(next);
  return next;
}
