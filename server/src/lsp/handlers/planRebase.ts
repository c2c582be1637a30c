// retort/planRebase: the edits that put a branch on another revision, and what to know before applying them.
import { planBranchRebase } from '../../engine/index';
import { toDocumentEdits, toShownEdit } from '../convert';
import type { RebaseAnswer, RetortRequests } from '../protocol';
import type { Session } from '../session';

export function planRebase(
  session: Session,
  { projectId, revision, onto }: RetortRequests['retort/planRebase']['params'],
): RebaseAnswer {
  const project = session.project(projectId);
  if (project === undefined) return { edit: undefined, problem: 'there is no such project any more' };
  const { workspace } = project;
  const planned = planBranchRebase(workspace.graph, (path) => workspace.text(path), revision, onto);
  if (planned.refusal !== undefined) {
    return { edit: undefined, problem: `${planned.refusal.message}. ${planned.refusal.nextStep}` };
  }
  const { revision: start, onto: target, file } = planned.value;
  const documentChanges = toDocumentEdits([file], project);
  const preview = toShownEdit([file], project, {
    label: `Put ${start.revision} on ${target.revision}`,
    description: start.header.message,
  });
  if (documentChanges === undefined || preview === undefined) {
    return { edit: undefined, problem: 'the file of the revision has just changed' };
  }
  return {
    edit: { documentChanges },
    preview,
    problem: undefined,
    start: start.revision,
    parents: start.downRevisions,
    onto: target.revision,
    isApplied: session.databases.applied(project)?.has(start.revision) ?? false,
    isOntoApplied: session.databases.applied(project)?.has(target.revision) ?? false,
  };
}
