// retort/graph and retort/graphSvg: the revision graph as it is drawn, with what the given version rows mean for it.
import { drawGraph, layOutGraph } from '../../engine/index';
import { appliedRevisions } from '../appliedRevisions';
import type { GraphAnswer, RetortRequests } from '../protocol';
import type { Session } from '../session';

export function graph(
  session: Session,
  { projectId, current }: RetortRequests['retort/graph']['params'],
): GraphAnswer {
  const project = session.project(projectId);
  if (project === undefined) return { rows: [], lines: [], width: 0, missing: [] };
  const { graph: history } = project.workspace;
  const applied = current === undefined ? undefined : appliedRevisions(history, current);
  const rows = new Set(current);
  const layout = layOutGraph(history);
  return {
    rows: layout.rows.map(({ revision, lane, missing }) => ({
      revision: revision.revision,
      message: revision.header.message,
      date: revision.header.createDate ?? '',
      fileName: revision.path.slice(
        Math.max(revision.path.lastIndexOf('/'), revision.path.lastIndexOf('\\')) + 1,
      ),
      branchLabels: revision.branchLabels,
      ownLabels: new Set(revision.header.branchLabels.map(({ value }) => value)).size,
      lane,
      state: applied === undefined ? 'unknown' : applied.has(revision.revision) ? 'applied' : 'pending',
      isCurrent: rows.has(revision.revision),
      isHead: revision.isHead,
      isBase: revision.isBase,
      isMergePoint: revision.isMergePoint,
      missing,
    })),
    lines: layout.edges,
    width: layout.width,
    missing: (current ?? []).filter((row) => history.byKey.get(row)?.revision !== row),
  };
}

export function graphSvg(
  session: Session,
  { projectId, current }: RetortRequests['retort/graphSvg']['params'],
): RetortRequests['retort/graphSvg']['result'] {
  const project = session.project(projectId);
  if (project === undefined) return { svg: '' };
  const { graph: history } = project.workspace;
  const applied = current === undefined ? undefined : appliedRevisions(history, current);
  return { svg: drawGraph(history, { applied, current: new Set(current) }) };
}
