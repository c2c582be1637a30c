// Call hierarchy over the history: incoming are the children of a revision, outgoing its parents; dependencies included.
import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import {
  declaration,
  incomingRevisions,
  outgoingRevisions,
  revisionAtOffset,
  type GraphRevision,
  type Span,
} from '../../engine/index';
import { toRange, toUri } from '../convert';
import { cursorAt } from '../cursor';
import type { OpenProject } from '../openProject';
import type { RevisionArgument } from '../protocol';
import type { Session } from '../session';

export function prepareCallHierarchy(
  session: Session,
  { textDocument, position }: CallHierarchyPrepareParams,
): CallHierarchyItem[] | null {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, textOf } = cursor;
  const found = revisionAtOffset(project.workspace.graph, textOf, path, offset);
  return found === undefined ? null : itemOf(project, found.revision);
}

export function incomingCalls(
  session: Session,
  { item }: CallHierarchyIncomingCallsParams,
): CallHierarchyIncomingCall[] {
  const known = revisionOf(session, item);
  if (known === undefined) return [];
  const { project, revision } = known;
  const { workspace } = project;
  return incomingRevisions(workspace.graph, (path) => workspace.text(path), revision).flatMap((step) =>
    itemOf(project, step.revision).map((from) => ({
      from,
      fromRanges: ranges(project, step.revision.path, step.spans),
    })),
  );
}

export function outgoingCalls(
  session: Session,
  { item }: CallHierarchyOutgoingCallsParams,
): CallHierarchyOutgoingCall[] {
  const known = revisionOf(session, item);
  if (known === undefined) return [];
  const { project, revision } = known;
  const { workspace } = project;
  return outgoingRevisions(workspace.graph, (path) => workspace.text(path), revision).flatMap((step) =>
    itemOf(project, step.revision).map((to) => ({
      to,
      fromRanges: ranges(project, revision.path, step.spans),
    })),
  );
}

/** The item alone says what it is about, whatever was edited since. */
function revisionOf(
  session: Session,
  { data }: CallHierarchyItem,
): { readonly project: OpenProject; readonly revision: GraphRevision } | undefined {
  const { projectId, revision } = data as RevisionArgument;
  const project = session.project(projectId);
  const found = project?.workspace.graph.byKey.get(revision);
  return project === undefined || found === undefined ? undefined : { project, revision: found };
}

/** One item; none when the file of the revision is gone. */
function itemOf(project: OpenProject, revision: GraphRevision): CallHierarchyItem[] {
  const { path, header } = revision;
  const lines = project.lines(path);
  if (lines === undefined) return [];
  const textOf = (other: string) => project.workspace.text(other);
  const { span } = declaration(textOf, revision, revision.revision);
  const data: RevisionArgument = { projectId: project.summary.id, revision: revision.revision };
  return [
    {
      name: header.message.replace(/\s+/g, ' ') || revision.revision,
      detail: revision.revision,
      kind: SymbolKind.Event,
      uri: toUri(path),
      range: toRange({ start: 0, end: textOf(path)?.length ?? 0 }, lines),
      selectionRange: toRange(span, lines),
      data,
    },
  ];
}

function ranges(project: OpenProject, path: string, spans: readonly Span[]) {
  const lines = project.lines(path);
  return lines === undefined ? [] : spans.map((span) => toRange(span, lines));
}
