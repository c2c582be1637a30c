// Where each revision stands in the drawn history and how its edges run: rows, lanes, edges. Colours, sizes and pixels
// belong to whoever draws.
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { createdBefore, LaneBook } from './graphLanes';
import { historyOrder } from './historyOrder';

/** One revision. Its row is its place in `GraphLayout.rows`: heads first, in Alembic's walk order. */
export interface GraphRow {
  readonly revision: GraphRevision;
  /** Column, 0 at the left. */
  readonly lane: number;
  /** What `down_revision` and `depends_on` name and no file declares. */
  readonly missing: readonly string[];
}

/** `down` is the first parent, `merge` another one, `depends` comes from depends_on, `loop` leads back up in a cycle. */
export type GraphEdgeKind = 'down' | 'merge' | 'depends' | 'loop';

/** A line from the row of a child to the row of what it stands on, straight in `lane` between the two rows. */
export interface GraphEdge {
  readonly child: number;
  readonly parent: number;
  readonly lane: number;
  readonly kind: GraphEdgeKind;
}

export interface GraphLayout {
  readonly rows: readonly GraphRow[];
  readonly edges: readonly GraphEdge[];
  /** How many lanes there are. */
  readonly width: number;
}

/**
 * Revisions that continue each other in one lane. Rows count downwards: a chain is drawn from `top` (0 while it ends in
 * a head, so that what is put on the head later finds its lane free) to `bottom`, the row above its branch point.
 */
interface Chain {
  readonly first: GraphRevision;
  readonly bottom: number;
  top: number;
  lane: number;
}

interface DraftEdge {
  readonly child: number;
  readonly parent: number;
  readonly kind: GraphEdgeKind;
  /** The chain whose lane it runs in; undefined for one that needs a lane of its own. */
  readonly chain: Chain | undefined;
}

const LAYOUTS = new WeakMap<RevisionGraph, GraphLayout>();

/** The layout of a history, worked out once for each graph. Also of a broken one: what is missing is said, not drawn. */
export function layOutGraph(graph: RevisionGraph): GraphLayout {
  const known = LAYOUTS.get(graph);
  if (known !== undefined) return known;
  const layout = layOut(graph, historyOrder(graph));
  LAYOUTS.set(graph, layout);
  return layout;
}

function layOut(graph: RevisionGraph, order: readonly GraphRevision[]): GraphLayout {
  const rowOf = new Map(order.map((revision, row) => [revision.revision, row]));
  const heirs = findHeirs(graph, order);
  const chains: Chain[] = [];
  const chainAt: Chain[] = [];
  const drafts: DraftEdge[] = [];

  // Parents first, so that every revision finds the chains it may continue.
  for (let row = order.length - 1; row >= 0; row--) {
    const revision = order[row];
    if (revision === undefined) continue;
    const parents = parentRows(revision.downRevisions, rowOf);
    const offered = parents.filter((parent) => parent > row && heirs[parent] === revision);
    const lower = parents.find((parent) => parent > row);
    const continued = oldest(offered.flatMap((parent) => chainAt[parent] ?? []));
    const chain = continued ?? { first: revision, bottom: (lower ?? row + 1) - 1, top: 0, lane: 0 };
    if (continued === undefined) chains.push(chain);
    chainAt[row] = chain;
    let isBegun = continued !== undefined;
    parents.forEach((parent, position) => {
      const kind = parent <= row ? 'loop' : position === 0 ? 'down' : 'merge';
      const own = offered.includes(parent) ? chainAt[parent] : undefined;
      if (own !== undefined && own !== chain) own.top = row + 1;
      // The first edge of a new chain runs in the lane of that chain.
      const begins = !isBegun && parent === lower;
      isBegun ||= begins;
      drafts.push({ child: row, parent, kind, chain: own ?? (begins ? chain : undefined) });
    });
    for (const parent of parentRows(revision.resolvedDependencies, rowOf)) {
      if (!parents.includes(parent)) drafts.push({ child: row, parent, kind: 'depends', chain: undefined });
    }
  }
  return assignLanes(graph, order, { chains, chainAt, drafts });
}

/** Oldest chains first, so that the one that was added last finds the others where they were. */
function assignLanes(
  graph: RevisionGraph,
  order: readonly GraphRevision[],
  { chains, chainAt, drafts }: { chains: Chain[]; chainAt: readonly Chain[]; drafts: readonly DraftEdge[] },
): GraphLayout {
  const book = new LaneBook();
  for (const chain of chains.sort((a, b) => createdBefore(a.first, b.first))) {
    chain.lane = book.take(chain.top, chain.bottom);
  }
  const laneAt = (row: number): number => chainAt[row]?.lane ?? 0;
  const edges = drafts.map(({ child, parent, kind, chain }): GraphEdge => {
    const [top, bottom] = child < parent ? [child + 1, parent - 1] : [parent + 1, child - 1];
    // Neighbours need no lane between them, except where a line upwards has to be told from the one downwards.
    const lane =
      chain !== undefined
        ? chain.lane
        : top > bottom && kind !== 'loop'
          ? laneAt(parent)
          : book.take(Math.min(top, bottom), Math.max(top, bottom));
    return { child, parent, lane, kind };
  });
  const rows = order.map((revision, row) => ({
    revision,
    lane: laneAt(row),
    missing: missingOf(revision, graph),
  }));
  return { rows, edges, width: book.width };
}

/** By row the child that continues its lane: the oldest one, which another child does not displace. */
function findHeirs(
  graph: RevisionGraph,
  order: readonly GraphRevision[],
): readonly (GraphRevision | undefined)[] {
  return order.map(({ nextRevisions }) => {
    let heir: GraphRevision | undefined;
    for (const id of nextRevisions) {
      const child = graph.byKey.get(id);
      if (child !== undefined && (heir === undefined || createdBefore(child, heir) < 0)) heir = child;
    }
    return heir;
  });
}

function oldest(chains: readonly Chain[]): Chain | undefined {
  const [first, ...others] = chains;
  return first === undefined
    ? undefined
    : others.reduce((best, one) => (createdBefore(one.first, best.first) < 0 ? one : best), first);
}

const NONE: readonly never[] = [];

/** Rows of the ids that are there, each once. Most revisions name one parent, and there may be ten thousand of them. */
function parentRows(ids: readonly string[], rowOf: ReadonlyMap<string, number>): readonly number[] {
  const [id] = ids;
  if (id === undefined) return NONE;
  if (ids.length > 1) return [...new Set(ids)].flatMap((one) => rowOf.get(one) ?? NONE);
  const row = rowOf.get(id);
  return row === undefined ? NONE : [row];
}

function missingOf({ downRevisions, dependsOn }: GraphRevision, { byKey }: RevisionGraph): readonly string[] {
  const isGone = (id: string): boolean => byKey.get(id)?.revision !== id;
  if (!downRevisions.some(isGone) && dependsOn.every((id) => byKey.has(id))) return NONE;
  return [...downRevisions.filter(isGone), ...dependsOn.filter((id) => !byKey.has(id))];
}
