// textDocument/definition on a revision id or branch label: where a file declares it.
import type { DefinitionParams, Location } from 'vscode-languageserver';
import { findDefinition } from '../../engine/index';
import { toLocation } from '../convert';
import { cursorAt } from '../cursor';
import type { Session } from '../session';

export function definition(session: Session, { textDocument, position }: DefinitionParams): Location | null {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, textOf } = cursor;
  const target = findDefinition(project.workspace.graph, textOf, path, offset)?.target;
  const lines = target === undefined ? undefined : project.lines(target.path);
  return target === undefined || lines === undefined ? null : toLocation(target.path, target.span, lines);
}
