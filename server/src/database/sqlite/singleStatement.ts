// What stands behind the first statement of a text. Python's driver takes one statement at a time, and so do we.

/** The text after `first`, which is its beginning; blanks and comments do not count. */
export function restAfter(sql: string, first: string): string {
  const rest = sql.startsWith(first) ? sql.slice(first.length) : '';
  return withoutComments(rest);
}

/** The text from its first word on. */
export function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/u, '');
}
