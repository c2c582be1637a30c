// textDocument/references of a revision id or branch label.
import type { Location, ReferenceParams } from 'vscode-languageserver';
import { findReferences } from '../../engine/index';
import { toLocation } from '../convert';
import { cursorAt } from '../cursor';
import type { Session } from '../session';

export function references(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
): Location[] {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return [];
  const { project, path, offset, textOf } = cursor;
  return findReferences(project.workspace.graph, textOf, path, offset)
    .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
    .flatMap(({ path: at, span }) => {
      const lines = project.lines(at);
      return lines === undefined ? [] : [toLocation(at, span, lines)];
    });
}
