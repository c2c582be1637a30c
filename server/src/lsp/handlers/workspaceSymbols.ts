// workspace/symbol: revisions by message, id or branch label, over all projects.
import { SymbolKind, type SymbolInformation, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { declaration, searchRevisions } from '../../engine/index';
import { toLocation } from '../convert';
import type { Session } from '../session';

/** More than this nobody reads; the next letter makes it fewer. */
const LIMIT = 200;

const KINDS = { message: SymbolKind.Event, id: SymbolKind.Constant, label: SymbolKind.Namespace } as const;

export function workspaceSymbols(session: Session, { query }: WorkspaceSymbolParams): SymbolInformation[] {
  return session.projects().flatMap((project) => {
    const { workspace } = project;
    return searchRevisions(workspace.graph, query, LIMIT).flatMap(({ name, detail, kind, revision }) => {
      const lines = project.lines(revision.path);
      if (lines === undefined) return [];
      const { path, span } = declaration((at) => workspace.text(at), revision, revision.revision);
      return [
        {
          name,
          kind: KINDS[kind],
          containerName: detail,
          location: toLocation(path, span, lines),
        },
      ];
    });
  });
}
