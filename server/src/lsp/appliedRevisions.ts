// Which revisions a database has, told from the rows of its version table.
import { ancestors, type GraphRevision, type RevisionGraph } from '../engine/index';

/** The revisions named by the rows and everything they stand on, dependencies included; unknown rows add nothing. */
export function appliedRevisions(graph: RevisionGraph, current: readonly string[]): ReadonlySet<string> {
  const rows = current
    .map((row) => graph.byKey.get(row))
    .filter((revision): revision is GraphRevision => revision !== undefined);
  return new Set(Array.from(ancestors(graph, rows, true), ({ revision }) => revision));
}
