// textDocument/hover on an operation: the SQL it prints, the locks it takes, and the table as it stands there.
import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import { operationHover, tableAt, type Dialect } from '../../engine/index';
import { toRange } from '../convert';
import { cursorAt } from '../cursor';
import { codeBlock, escapeMarkdown } from '../markdown';
import { schemaCursor } from '../schemaCursor';
import type { Session } from '../session';

const NAMES: Readonly<Record<Dialect, string>> = { postgresql: 'PostgreSQL', sqlite: 'SQLite' };

export async function hoverOperation(
  session: Session,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  await session.replayed(textDocument.uri, token);
  const cursor = cursorAt(session, textDocument.uri, position);
  const place = cursor && schemaCursor(cursor);
  if (cursor === undefined || place === undefined) return null;
  const { project, path, offset, lines } = cursor;
  const { workspace } = project;
  const { dialect, environment } = workspace.settings;
  const printed = (name: Dialect) =>
    operationHover(workspace.render(path, place.direction, name, 'offline'), offset);
  const found = printed(dialect);
  if (found === undefined) return null;
  const other: Dialect = dialect === 'postgresql' ? 'sqlite' : 'postgresql';
  const there = printed(other);
  const differs = there?.unresolved === undefined && there?.statements.join() !== found.statements.join();
  const table = tableAt(workspace.analysis(path, place.direction), offset, {
    ...environment,
    dialect,
    mode: 'offline',
  });
  const shows = session.settings.hover;
  const sql = (statements: readonly string[]) => codeBlock('sql', statements.join('\n\n'));
  const rows = [
    ...(found.statements.length === 0 || !shows.sql ? [] : [sql(found.statements)]),
    ...(dialect === 'postgresql' ? found.locks.map((lock) => `Takes ${escapeMarkdown(lock)}.`) : []),
    ...(found.unresolved === undefined ? [] : [`Not known statically: ${escapeMarkdown(found.unresolved)}.`]),
    ...(differs && shows.otherDialect && there !== undefined && there.statements.length > 0
      ? [`On ${NAMES[other]}:`, sql(there.statements)]
      : []),
    ...(table === undefined || !shows.table
      ? []
      : [`The table ${table.isAfter ? 'after' : 'before'} it:`, sql(table.statements)]),
  ];
  if (rows.length === 0) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: rows.join('\n\n') },
    range: toRange(found.span, lines),
  };
}
