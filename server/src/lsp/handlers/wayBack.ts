// retort/wayBack: the commands that take a database from its version rows to those it had before a run.
import { findWayBack } from '../../engine/index';
import type { RetortRequests } from '../protocol';
import type { Session } from '../session';

export function wayBack(
  session: Session,
  { projectId, now, before }: RetortRequests['retort/wayBack']['params'],
): RetortRequests['retort/wayBack']['result'] {
  const project = session.project(projectId);
  return {
    moves: project === undefined ? null : (findWayBack(project.workspace.graph, now, before) ?? null),
  };
}
