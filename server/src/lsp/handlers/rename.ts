// textDocument/prepareRename and rename of a revision id or branch label, and of the file that is named after the id.
import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameFile,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { planRenameAt, renamePlace, type IdentifierRename } from '../../engine/index';
import { toDocumentEdits, toRange, toUri } from '../convert';
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

export async function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | ResponseError | null> {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, textOf } = cursor;
  const { graph } = project.workspace;
  const planned = planRenameAt(graph, textOf, { path, offset }, newName.trim(), project.fileTemplate);
  if (planned.refusal !== undefined) {
    const { message, nextStep } = planned.refusal;
    return failed(`${message}. ${nextStep}`);
  }
  const { kind, from, to } = planned.value;
  const isApplied = kind === 'revision' && session.databases.applied(project)?.has(from) === true;
  if (isApplied && !(await isWantedAnyway(session, from, to))) return failed(`${from} keeps its name.`);
  return renameEdit(session, project, planned.value);
}

function failed(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** A database that has the revision knows it by its old name. */
async function isWantedAnyway(session: Session, from: string, to: string): Promise<boolean> {
  return await session.client.confirm(
    `The database has revision ${from}. After the rename it is unknown there, until its row in alembic_version says ${to} too.`,
    'Rename',
  );
}

function renameEdit(session: Session, project: OpenProject, plan: IdentifierRename): WorkspaceEdit | null {
  const changes = toDocumentEdits(plan.files, project);
  if (changes === undefined) return null;
  const renames = session.client.canRenameFiles ? plan.renames : [];
  return {
    documentChanges: [
      ...changes,
      ...renames.map(({ from, to }): RenameFile => ({
        kind: 'rename',
        oldUri: toUri(from),
        newUri: toUri(to),
      })),
    ],
  };
}
