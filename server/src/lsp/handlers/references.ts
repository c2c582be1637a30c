// textDocument/references: of a revision id or branch label, and of a table or column who made, changed and dropped it.
import type { CancellationToken, Location, ReferenceParams } from 'vscode-languageserver';
import { findReferences } from '../../engine/index';
import { toLocation } from '../convert';
import { cursorAt } from '../cursor';
import type { Session } from '../session';
import { objectEvents } from './objectPlaces';

export async function references(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
  token: CancellationToken,
): Promise<Location[]> {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return [];
  const { project, path, offset, textOf } = cursor;
  const found = findReferences(project.workspace.graph, textOf, path, offset)
    .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
    .flatMap(({ path: at, span }) => {
      const lines = project.lines(at);
      return lines === undefined ? [] : [toLocation(at, span, lines)];
    });
  if (found.length > 0) return found;
  const { events, locate } = await objectEvents(session, textDocument.uri, position, token);
  return events.filter(({ what }) => context.includeDeclaration || what !== 'created').flatMap(locate);
}
