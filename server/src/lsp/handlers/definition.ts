// textDocument/definition on a revision id: the file that declares it.
import type { DefinitionParams, Location } from 'vscode-languageserver';
import { toLocation } from '../convert';
import type { Session } from '../session';
import { revisionReference } from './revisionReference';

export function definition(session: Session, { textDocument, position }: DefinitionParams): Location | null {
  const reference = revisionReference(session, textDocument.uri, position);
  if (reference === undefined) return null;
  const { path, header } = reference.revision;
  const lines = reference.project.lines(path);
  if (lines === undefined || header.revision === undefined) return null;
  return toLocation(path, header.revision.span, lines);
}
