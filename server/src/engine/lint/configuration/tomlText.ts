// The [tool.alembic] table of a pyproject.toml with the places of its keys and one-line values. Everything else is passed over.
import type { ConfigEntry } from './iniText';
import type { Comment } from '../../python/syntax';
import type { Span } from '../../text/span';

export interface TomlText {
  /** The line `[tool.alembic]`; undefined when there is no such table. */
  readonly table: Span | undefined;
  /** Values are as written, quotes included. */
  readonly entries: readonly ConfigEntry[];
  readonly comments: readonly Comment[];
}

/** Reads what can be read line by line; the parser proper is elsewhere. */
export function readTomlText(text: string): TomlText {
  const entries: ConfigEntry[] = [];
  const comments: Comment[] = [];
  let table: Span | undefined;
  let isInside = false;
  let quote: string | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    if (quote !== undefined) {
      if (line.includes(quote)) quote = undefined;
      continue;
    }
    const trimmed = line.trim();
    const begin = start + line.indexOf(trimmed);
    const span = { start: begin, end: begin + trimmed.length };
    if (trimmed.startsWith('#')) comments.push({ text: trimmed, span });
    if (trimmed.startsWith('[') && /^\[\[?[^\]]+\]?\]\s*(?:#.*)?$/.test(trimmed)) {
      isInside = /^\[\s*tool\s*\.\s*alembic\s*\]/.test(trimmed);
      if (isInside) table = span;
      continue;
    }
    const opened = /"""|'''/.exec(trimmed)?.[0];
    if (opened !== undefined && trimmed.split(opened).length === 2) quote = opened;
    const match = /^([\w-]+|"[^"]*")\s*=\s*(.*)$/.exec(trimmed);
    if (!isInside || match?.[1] === undefined || match[2] === undefined) continue;
    const value = withoutComment(match[2]);
    const valueStart = span.end - match[2].length;
    entries.push({
      key: match[1].replaceAll('"', ''),
      value,
      keySpan: { start: begin, end: begin + match[1].length },
      valueSpan: { start: valueStart, end: valueStart + value.length },
      span: { start: begin, end: valueStart + value.length },
    });
  }
  return { table, entries, comments };
}

/** A string ends at its quote; behind anything else a hash begins a comment. */
function withoutComment(value: string): string {
  const string = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(value)?.[0];
  if (string !== undefined) return string;
  return value.replace(/\s+#.*$/, '').trim();
}

/** The text between the quotes of a string value; undefined for other values. */
export function stringValue({ value }: ConfigEntry): string | undefined {
  const content = /^"((?:[^"\\]|\\.)*)"$|^'([^']*)'$/.exec(value);
  return content === null ? undefined : (content[1] ?? content[2]);
}
