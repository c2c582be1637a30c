// textDocument/hover on a revision id or branch label: what the revision is and where it stands in the history.
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { revisionAtOffset, revisionFacts, type Neighbour } from '../../engine/index';
import { toRange } from '../convert';
import { cursorAt } from '../cursor';
import { escapeMarkdown } from '../markdown';
import type { Session } from '../session';

/** Neighbours that are named one by one. */
const SOME = 8;

export function hoverRevision(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const cursor = cursorAt(session, textDocument.uri, position);
  if (cursor === undefined) return null;
  const { project, path, offset, lines, textOf } = cursor;
  const { graph } = project.workspace;
  const found = revisionAtOffset(graph, textOf, path, offset);
  if (found === undefined) return null;
  const facts = revisionFacts(graph, found.revision);
  const places = [...facts.places, ...facts.branchLabels.map((label) => `label ${label}`)];
  const rows = [
    `**${escapeMarkdown(facts.message || facts.revision)}**`,
    `Revision: ${escapeMarkdown(facts.revision)}${places.length === 0 ? '' : ` (${escapeMarkdown(places.join(', '))})`}`,
    ...(facts.createDate === undefined ? [] : [`Created: ${escapeMarkdown(facts.createDate)}`]),
    `Revises: ${facts.parents.length === 0 ? 'base' : names(facts.parents)}`,
    ...row('Depends on', facts.dependencies),
    ...row('Followed by', facts.children),
    ...row('Needed by', facts.dependents),
    ...appliedRow(session.databases.applied(project), facts.revision),
  ];
  const contents = { kind: MarkupKind.Markdown, value: rows.join('\n\n') };
  return { contents, range: toRange(found.span, lines) };
}

function appliedRow(applied: ReadonlySet<string> | undefined, revision: string): string[] {
  if (applied === undefined) return [];
  return [applied.has(revision) ? 'Applied: the database has it' : 'Pending: the database does not have it'];
}

function row(heading: string, neighbours: readonly Neighbour[]): string[] {
  return neighbours.length === 0 ? [] : [`${heading}: ${names(neighbours)}`];
}

function names(neighbours: readonly Neighbour[]): string {
  const shown = neighbours
    .slice(0, SOME)
    .map(({ revision, message }) => escapeMarkdown(message === '' ? revision : `${revision} (${message})`));
  const others = neighbours.length - shown.length;
  return others > 0 ? `${shown.join(', ')} and ${others} more` : shown.join(', ');
}
