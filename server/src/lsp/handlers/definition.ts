// textDocument/definition: of a revision id or branch label where a file declares it, of a table or column where it is made.
import type { CancellationToken, DefinitionParams, Location } from 'vscode-languageserver';
import { findDefinition } from '../../engine/index';
import { toLocation } from '../convert';
import { cursorAt } from '../cursor';
import type { Session } from '../session';
import { objectEvents } from './objectPlaces';

export async function definition(
  session: Session,
  { textDocument, position }: DefinitionParams,
  token: CancellationToken,
): Promise<Location | null> {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, textOf } = cursor;
  const target = findDefinition(project.workspace.graph, textOf, path, offset)?.target;
  const lines = target === undefined ? undefined : project.lines(target.path);
  if (target !== undefined && lines !== undefined) return toLocation(target.path, target.span, lines);
  const { events, locate } = await objectEvents(session, textDocument.uri, position, token);
  const made = events.find(({ what }) => what === 'created');
  return made === undefined ? null : (locate(made)[0] ?? null);
}
