// textDocument/hover on a revision id: what the revision is and where it stands in the history.
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { toRange } from '../convert';
import { escapeMarkdown } from '../markdown';
import type { Session } from '../session';
import { revisionReference } from './revisionReference';

export function hoverRevision(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const reference = revisionReference(session, textDocument.uri, position);
  const lines = reference?.project.lines(reference.writtenIn);
  if (reference === undefined || lines === undefined) return null;
  const { revision } = reference;
  const places = [
    revision.isBase ? 'base' : undefined,
    revision.isBranchPoint ? 'branch point' : undefined,
    revision.isMergePoint ? 'merge' : undefined,
    revision.isHead ? 'head' : undefined,
    ...revision.branchLabels,
  ].filter((place) => place !== undefined);
  const rows = [
    `**${escapeMarkdown(revision.header.message || revision.revision)}**`,
    `Revision: ${escapeMarkdown(revision.revision)}${places.length === 0 ? '' : ` (${escapeMarkdown(places.join(', '))})`}`,
    `Revises: ${revision.downRevisions.length === 0 ? 'base' : escapeMarkdown(revision.downRevisions.join(', '))}`,
    ...(revision.dependsOn.length === 0
      ? []
      : [`Depends on: ${escapeMarkdown(revision.dependsOn.join(', '))}`]),
    ...(revision.nextRevisions.length === 0
      ? []
      : [`Followed by: ${escapeMarkdown(revision.nextRevisions.join(', '))}`]),
  ];
  const contents = { kind: MarkupKind.Markdown, value: rows.join('\n\n') };
  return { contents, range: toRange(reference.span, lines) };
}
