// Expressions that follow a column to its new name, as the server keeps them: conditions, index expressions, generated values.
import { sqlTokens } from '../sqlText/tokens';
import { sqlName } from '../text/sqlName';

/** SQL with a column's name replaced where it stands as a name, not as a function or inside a string. */
export function renamedText(sql: string, from: string, to: string): string {
  const tokens = sqlTokens(sql);
  let result = '';
  let at = 0;
  tokens.forEach((token, index) => {
    const isName = token.kind === 'word' || token.kind === 'quotedName';
    if (!isName || token.text !== from || tokens[index + 1]?.text === '(') return;
    result += sql.slice(at, token.start) + sqlName(to);
    at = token.end;
  });
  return result + sql.slice(at);
}

/** The same value with the column renamed in every expression in it. What does not name the column is shared. */
export function renamedExpressions<T>(value: T, from: string, to: string): T {
  return renamed(value, from, to) as T;
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => renamed(item, from, to));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const node = value as Readonly<Record<string, unknown>>;
  if (node['kind'] === 'text' && typeof node['text'] === 'string') {
    const text = renamedText(node['text'], from, to);
    return text === node['text'] ? value : { ...node, text };
  }
  if (node['kind'] === 'column' && node['name'] === from) return { ...node, name: to };
  const entries = Object.entries(node).map(([key, item]) => [key, renamed(item, from, to)] as const);
  return entries.every(([key, item]) => item === node[key]) ? value : Object.fromEntries(entries);
}
