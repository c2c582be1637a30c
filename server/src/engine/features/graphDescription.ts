// The graph as plain data for programs: one row per revision in Alembic's walk order.
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { displayOrder } from '../revisions/walk';

export interface RevisionRow {
  readonly revision: string;
  /** As written. */
  readonly down_revision: readonly string[];
  readonly depends_on: readonly string[];
  /** Inherited ones included. */
  readonly branch_labels: readonly string[];
  readonly path: string;
  readonly message: string;
  readonly is_head: boolean;
  readonly is_base: boolean;
  readonly is_branch_point: boolean;
  readonly is_merge_point: boolean;
}

export interface GraphDescription {
  readonly revisions: readonly RevisionRow[];
  readonly heads: readonly string[];
  readonly bases: readonly string[];
  readonly problems: readonly { readonly kind: string; readonly message: string; readonly path: string }[];
}

/** Heads first, as Alembic walks; where a broken history has no such order, by path. */
export function describeGraph(graph: RevisionGraph): GraphDescription {
  return {
    revisions: displayOrder(graph).map(describeRow),
    heads: graph.heads,
    bases: graph.bases,
    problems: graph.problems.map(({ kind, message, path }) => ({ kind, message, path })),
  };
}

function describeRow(revision: GraphRevision): RevisionRow {
  return {
    revision: revision.revision,
    down_revision: revision.downRevisions,
    depends_on: revision.dependsOn,
    branch_labels: revision.branchLabels,
    path: revision.path,
    message: revision.header.message,
    is_head: revision.isHead,
    is_base: revision.isBase,
    is_branch_point: revision.isBranchPoint,
    is_merge_point: revision.isMergePoint,
  };
}
