// The order in which a history is shown, worked out once for each graph: every view and every keystroke asks for it.
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { displayOrder } from '../revisions/walk';

const ORDERS = new WeakMap<RevisionGraph, readonly GraphRevision[]>();

/** All revisions, heads first, as `displayOrder` has them. */
export function historyOrder(graph: RevisionGraph): readonly GraphRevision[] {
  const known = ORDERS.get(graph);
  if (known !== undefined) return known;
  const order = displayOrder(graph);
  ORDERS.set(graph, order);
  return order;
}
