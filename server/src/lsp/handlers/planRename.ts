// retort/planRename: the edits that give a revision another id, and the files that get another name afterwards.
import { planRenameOf } from '../../engine/index';
import { toDocumentEdits, toUri } from '../convert';
import type { RenameAnswer, RetortRequests } from '../protocol';
import type { Session } from '../session';

export function planRename(
  session: Session,
  { projectId, revision, newName }: RetortRequests['retort/planRename']['params'],
): RenameAnswer {
  const project = session.project(projectId);
  if (project === undefined) return { edit: undefined, problem: 'there is no such project any more' };
  const { workspace, fileTemplate } = project;
  const textOf = (path: string) => workspace.text(path);
  const planned = planRenameOf(workspace.graph, textOf, revision, newName, fileTemplate);
  if (planned.refusal !== undefined) {
    return { edit: undefined, problem: `${planned.refusal.message}. ${planned.refusal.nextStep}` };
  }
  const documentChanges = toDocumentEdits(planned.value.files, project);
  if (documentChanges === undefined) return { edit: undefined, problem: 'the files have just changed' };
  return {
    edit: { documentChanges },
    renames: planned.value.renames.map(({ from, to }) => ({ from: toUri(from), to: toUri(to) })),
    problem: undefined,
    isApplied: session.databases.applied(project)?.has(revision) ?? false,
  };
}
