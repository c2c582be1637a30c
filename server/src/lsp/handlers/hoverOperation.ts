// textDocument/hover on an operation: the SQL it prints, the locks it takes, or why it is not known.
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { directionAt, operationHover } from '../../engine/index';
import { toOffset, toRange } from '../convert';
import { codeBlock, escapeMarkdown } from '../markdown';
import type { Session } from '../session';

export function hoverOperation(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const file = session.file(textDocument.uri);
  const lines = file?.project.lines(file.path);
  if (file === undefined || lines === undefined) return null;
  const { workspace } = file.project;
  const { dialect } = workspace.settings;
  const offset = toOffset(position, lines);
  const direction = directionAt(workspace.module(file.path), offset);
  if (direction === undefined) return null;
  const found = operationHover(workspace.render(file.path, direction, dialect, 'offline'), offset);
  if (found === undefined) return null;
  const rows = [
    ...(found.statements.length === 0 ? [] : [codeBlock('sql', found.statements.join('\n\n'))]),
    ...(dialect === 'postgresql' ? found.locks.map((lock) => `Takes ${escapeMarkdown(lock)}.`) : []),
    ...(found.unresolved === undefined ? [] : [`Not known statically: ${escapeMarkdown(found.unresolved)}.`]),
  ];
  return {
    contents: { kind: MarkupKind.Markdown, value: rows.join('\n\n') },
    range: toRange(found.span, lines),
  };
}
