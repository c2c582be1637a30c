// retort/revisions: the rows of the Revisions tree, with what the given version rows mean for each.
import { historyOrder, type GraphRevision } from '../../engine/index';
import { toUri } from '../convert';
import type { RetortRequests, RevisionItem, RevisionsAnswer, RevisionState } from '../protocol';
import { appliedRevisions } from '../appliedRevisions';
import type { Session } from '../session';

const NOTHING: RevisionsAnswer = { revisions: [], heads: [], missing: [], problems: [] };

export function revisions(
  session: Session,
  { projectId, current }: RetortRequests['retort/revisions']['params'],
): RevisionsAnswer {
  const project = session.project(projectId);
  if (project === undefined) return NOTHING;
  session.setCurrent(projectId, current);
  const { graph } = project.workspace;
  const applied = current === undefined ? undefined : appliedRevisions(graph, current);
  const item = (revision: GraphRevision): RevisionItem => ({
    revision: revision.revision,
    message: revision.header.message,
    uri: toUri(revision.path),
    downRevisions: revision.downRevisions,
    branchLabels: revision.branchLabels,
    state: stateOf(revision.revision, applied),
    isCurrent: current?.includes(revision.revision) ?? false,
    isHead: revision.isHead,
    isBase: revision.isBase,
    isBranchPoint: revision.isBranchPoint,
    isMergePoint: revision.isMergePoint,
  });
  return {
    revisions: historyOrder(graph).map(item),
    heads: graph.heads,
    missing: (current ?? []).filter((row) => graph.byKey.get(row)?.revision !== row),
    problems: [
      ...project.unreadable.map(({ path, message }) => ({ message, uri: toUri(path), line: 1 })),
      ...graph.problems.map(({ message, path, span }) => ({
        message,
        uri: toUri(path),
        line: (span === undefined ? 0 : (project.lines(path)?.positionAt(span.start).line ?? 0)) + 1,
      })),
    ],
  };
}

function stateOf(revision: string, applied: ReadonlySet<string> | undefined): RevisionState {
  if (applied === undefined) return 'unknown';
  return applied.has(revision) ? 'applied' : 'pending';
}
