// textDocument/prepareRename and rename of a revision id or branch label, and of the file that is named after the id.
import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { planRename, renamePlace, type RenamePlan } from '../../engine/index';
import { siblingUri, toRange, toUri, toWorkspaceEdit } from '../convert';
import { cursorAt } from '../cursor';
import type { OpenProject } from '../openProject';
import type { Session } from '../session';

export function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): PrepareRenameResult | null {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, lines, textOf } = cursor;
  const place = renamePlace(project.workspace.graph, textOf, path, offset);
  return place === undefined ? null : { range: toRange(place.span, lines), placeholder: place.name };
}

export function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): WorkspaceEdit | ResponseError | null {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, textOf } = cursor;
  const { graph } = project.workspace;
  const planned = planRename(graph, textOf, { path, offset }, newName.trim(), project.fileTemplate);
  if (planned.refusal !== undefined) {
    const { message, nextStep } = planned.refusal;
    return new ResponseError(LSPErrorCodes.RequestFailed, `${message}. ${nextStep}`);
  }
  return renameEdit(session, project, planned.value);
}

function renameEdit(session: Session, project: OpenProject, plan: RenamePlan): WorkspaceEdit | null {
  const { revision, from, to, fileName } = plan;
  const isApplied = revision !== undefined && session.applied(project)?.has(from) === true;
  const edit = toWorkspaceEdit(plan.files, project, {
    label: `Rename ${from} to ${to}`,
    description: isApplied
      ? `The database has revision ${from}: its alembic_version row has to be renamed too, or it is unknown there`
      : undefined,
    canAsk: session.client.canAskBeforeEdit,
  });
  if (edit?.documentChanges === undefined) return null;
  if (fileName !== undefined && session.client.canRenameFiles) {
    edit.documentChanges.push({
      kind: 'rename',
      oldUri: toUri(fileName.path),
      newUri: siblingUri(fileName.path, fileName.newName),
    });
  }
  return edit;
}
